package org.attunet.data.record;

/**
 * How training patches are varied: first where their voxels come from, then their values.
 *
 * @param affine rotation, scaling, shift
 * @param elastic smooth deformation, in one interpolation with the affine
 * @param border where tissue comes from that a patch does not have
 * @param interpolation how voxels that move get their values
 * @param flip mirror images
 * @param surroundings what is drawn around the organ then
 * @param intensity changes of image values
 */
public record AugmentationSettings(
        AffineSettings affine,
        ElasticSettings elastic,
        Border border,
        PatchInterpolation interpolation,
        FlipSettings flip,
        SurroundingsSettings surroundings,
        IntensityJitter intensity) {

    /** Patches as they were cut. */
    public static AugmentationSettings none() {
        return onlyAffine(AffineSettings.NONE);
    }

    /** The reference project's. */
    public static AugmentationSettings reference() {
        return onlyAffine(AffineSettings.REFERENCE);
    }

    private static AugmentationSettings onlyAffine(AffineSettings affine) {
        return new AugmentationSettings(
                affine,
                ElasticSettings.NONE,
                Border.PATCH,
                PatchInterpolation.LINEAR,
                FlipSettings.NONE,
                SurroundingsSettings.NONE,
                IntensityJitter.NONE);
    }

    /** The paper's: flips, shift by a tenth, rotation by 15°, scale 0.7…1.3. */
    public static AugmentationSettings paper() {
        double angle = Math.PI / 12;
        return new AugmentationSettings(
                new AffineSettings(1, angle, angle, angle, 0.3, 0.1),
                ElasticSettings.NONE,
                Border.PATCH,
                PatchInterpolation.LINEAR,
                new FlipSettings(0.5, 0.5, 0.5),
                SurroundingsSettings.NONE,
                IntensityJitter.NONE);
    }

    /**
     * Every kind of change at once but for other surroundings, with real tissue around every patch: as much work as a patch can be wherever it
     * is made.
     */
    public static AugmentationSettings varied() {
        return new AugmentationSettings(
                new AffineSettings(0.7, 0.15, 0.15, 0.26, 0.2, 0),
                new ElasticSettings(0.3, 24, 4),
                Border.VOLUME,
                PatchInterpolation.LINEAR,
                FlipSettings.NONE,
                SurroundingsSettings.NONE,
                new IntensityJitter(
                        new RandomStrength(0.2, 0, 0.2),
                        new RandomStrength(0.15, 0.4, 1),
                        new RandomStrength(0.2, -0.15, 0.15),
                        new RandomStrength(0.2, 0.75, 1.25),
                        new RandomStrength(0.15, 0.5, 1),
                        new RandomStrength(0.2, 0.7, 1.5)));
    }
}
