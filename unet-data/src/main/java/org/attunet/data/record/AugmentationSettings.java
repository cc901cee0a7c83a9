package org.attunet.data.record;

/**
 * How training patches are varied.
 *
 * @param affine rotation and scaling
 */
public record AugmentationSettings(AffineSettings affine) {
    /** Patches as they were cut. */
    public static AugmentationSettings none() {
        return new AugmentationSettings(AffineSettings.NONE);
    }

    /** The reference project's. */
    public static AugmentationSettings reference() {
        return new AugmentationSettings(AffineSettings.REFERENCE);
    }
}
