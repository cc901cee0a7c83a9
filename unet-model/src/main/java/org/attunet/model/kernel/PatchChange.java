package org.attunet.model.kernel;

/**
 * Something that is done to the image values of a patch.
 *
 * @param kind what
 * @param numbers how strongly, as the kind says
 * @param seed of what is random in it: state of a SplitMix64 generator
 */
public record PatchChange(Kind kind, double[] numbers, long seed) {
    /** What can be done. */
    public enum Kind {
        /** Gaussian noise by Marsaglia's polar method over uniform numbers, voxel after voxel; number: its standard deviation. */
        NOISE,
        /** Along one axis after the other; numbers: weights from the centre outwards. Beyond the border the last voxel holds. */
        BLUR,
        /** Number: what is added. */
        BRIGHTNESS,
        /** Number: factor of the distance from the mean, within the range that was there. */
        CONTRAST,
        /** Numbers: voxels kept along each axis (the nearest), in between interpolated. */
        LOW_RESOLUTION,
        /** Number: exponent of the values scaled to 0…1. */
        GAMMA
    }
}
