package org.attunet.data.record;

import java.util.Optional;
import org.attunet.data.volume.Size;

/** Draws where a patch's voxels are taken from. */
final class SpatialAugmentation {
    private final AffineSettings affine;
    private final ElasticSettings elastic;
    private final Border border;

    SpatialAugmentation(AugmentationSettings settings) {
        affine = settings.affine();
        elastic = settings.elastic();
        border = settings.border();
    }

    /** A warp within a patch's own coordinates, or none where this patch keeps its voxels. */
    Optional<SamplingGrid> draw(Size patch, KeyedRandom draw) {
        KeyedRandom rotation = draw.branch("affine");
        KeyedRandom deformation = draw.branch("elastic");
        boolean turns = rotation.happens(affine.probability());
        boolean deforms = deformation.happens(elastic.probability());
        if (!turns && !deforms) {
            return Optional.empty();
        }
        SamplingGrid warp = turns ? affine(patch, rotation) : AffineWarp.identity(patch);
        return Optional.of(deforms ? new ElasticWarp(warp, patch, elastic, deformation) : warp);
    }

    /** Whether tissue beyond the patch is wanted. */
    boolean needsSurroundings() {
        return border == Border.VOLUME;
    }

    private AffineWarp affine(Size patch, KeyedRandom draw) {
        double[] radians = {
            symmetric(draw, affine.rotationX()),
            symmetric(draw, affine.rotationY()),
            symmetric(draw, affine.rotationZ())
        };
        double[] scale = new double[3];
        double[] shift = new double[3];
        for (int axis = 0; axis < 3; axis++) {
            scale[axis] = 1 + symmetric(draw, affine.scale());
        }
        for (int axis = 0; axis < 3; axis++) {
            shift[axis] = symmetric(draw, affine.shift()) * patch.along(axis);
        }
        return new AffineWarp(radians, scale, patch, patch).shifted(shift);
    }

    private static double symmetric(KeyedRandom draw, double largest) {
        return draw.uniform(-largest, largest);
    }
}
