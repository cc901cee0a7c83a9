package org.attunet.data.record;

/** Varies a patch at random. */
final class Augmenter {
    private final AugmentationSettings settings;

    Augmenter(AugmentationSettings settings) {
        this.settings = settings;
    }

    Patch augment(Patch patch, Draw draw) {
        AffineSettings affine = settings.affine();
        if (!draw.happens(affine.probability())) {
            return patch;
        }
        double[] radians = {
            symmetric(draw, affine.rotationX()),
            symmetric(draw, affine.rotationY()),
            symmetric(draw, affine.rotationZ())
        };
        double[] scale = new double[3];
        for (int axis = 0; axis < 3; axis++) {
            scale[axis] = 1 + symmetric(draw, affine.scale());
        }
        return Warper.warp(patch, patch.size, new AffineWarp(radians, scale, patch.size, patch.size));
    }

    private static double symmetric(Draw draw, double largest) {
        return draw.uniform(-largest, largest);
    }
}
