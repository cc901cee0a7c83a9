package org.attunet.data.record;

/**
 * A random rotation, scaling and shift of a patch about its centre; image trilinear, label nearest.
 *
 * @param probability of changing a patch at all
 * @param rotationX largest angle about the first axis in radians, either way
 * @param rotationY about the second
 * @param rotationZ about the third
 * @param scale largest change of each axis' factor: factors are 1 ± scale
 * @param shift largest shift along each axis as a share of the patch, either way
 */
public record AffineSettings(
        double probability, double rotationX, double rotationY, double rotationZ, double scale, double shift) {
    /** Leaves patches as they are. */
    public static final AffineSettings NONE = new AffineSettings(0, 0, 0, 0, 0, 0);

    /** The reference's: about z by up to 12°, every axis scaled by up to a tenth, every patch. */
    public static final AffineSettings REFERENCE = new AffineSettings(1, 0, 0, Math.PI / 15, 0.1, 0);

    /** Refuses what is no probability, and scales that would mirror. */
    public AffineSettings {
        Probability.require(probability);
        if (!(scale >= 0 && scale < 1)) {
            throw new IllegalArgumentException("a change of scale lies within 0…1, not " + scale);
        }
        if (!(shift >= 0 && shift < 1)) {
            throw new IllegalArgumentException("a shift lies within 0…1 of the patch, not " + shift);
        }
    }
}
