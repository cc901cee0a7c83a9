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
    Optional<SamplingGrid> draw(Size patch, KeyedRandom random) {
        KeyedRandom rotation = random.branch("affine");
        KeyedRandom deformation = random.branch("elastic");
        boolean turns = rotation.happens(affine.probability());
        boolean deforms = deformation.happens(elastic.probability());
        if (!turns && !deforms) {
            return Optional.empty();
        }
        SamplingGrid grid = turns ? affine(patch, rotation) : AffineWarp.identity(patch);
        return Optional.of(deforms ? new ElasticWarp(grid, patch, elastic, deformation) : grid);
    }

    /** Whether tissue beyond the patch is wanted. */
    boolean reachesBeyond() {
        return border == Border.VOLUME;
    }

    private AffineWarp affine(Size patch, KeyedRandom random) {
        double[] radians = {
            symmetric(random, affine.rotationX()),
            symmetric(random, affine.rotationY()),
            symmetric(random, affine.rotationZ())
        };
        double[] scale = new double[3];
        double[] shift = new double[3];
        for (int axis = 0; axis < 3; axis++) {
            scale[axis] = 1 + symmetric(random, affine.scale());
        }
        for (int axis = 0; axis < 3; axis++) {
            shift[axis] = symmetric(random, affine.shift()) * patch.along(axis);
        }
        return new AffineWarp(radians, scale, patch, patch).shifted(shift);
    }

    private static double symmetric(KeyedRandom random, double largest) {
        return random.uniform(-largest, largest);
    }
}
