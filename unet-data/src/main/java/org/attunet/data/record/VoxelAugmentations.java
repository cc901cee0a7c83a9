package org.attunet.data.record;

/** Changes of image values voxel by voxel. */
final class VoxelAugmentations {
    private VoxelAugmentations() {}

    static void noise(Patch patch, double deviation, KeyedRandom random) {
        for (int n = 0; n < patch.image.length; n++) {
            patch.image[n] += (float) (deviation * random.gaussian());
        }
    }

    static void brightness(Patch patch, double added, KeyedRandom random) {
        for (int n = 0; n < patch.image.length; n++) {
            patch.image[n] += (float) added;
        }
    }

    /** Distances from the mean by a factor, within the range the patch had. */
    static void contrast(Patch patch, double factor, KeyedRandom random) {
        Spread spread = Spread.of(patch.image);
        for (int n = 0; n < patch.image.length; n++) {
            float value = (float) (spread.mean() + factor * (patch.image[n] - spread.mean()));
            patch.image[n] = Math.max(spread.low(), Math.min(value, spread.high()));
        }
    }

    /** Values scaled to 0…1, raised to the exponent and scaled back. */
    static void gamma(Patch patch, double exponent, KeyedRandom random) {
        Spread spread = Spread.of(patch.image);
        double range = (double) spread.high() - spread.low();
        if (range == 0) {
            return;
        }
        for (int n = 0; n < patch.image.length; n++) {
            double share = (patch.image[n] - spread.low()) / range;
            patch.image[n] = (float) (spread.low() + range * StrictMath.pow(share, exponent));
        }
    }
}
