package org.attunet.data.record;

/**
 * A change of image values as numbers.
 *
 * @param kind what is done
 * @param numbers how strongly: of a blur the weights from the centre outwards, of a low resolution the voxels kept along each axis, else
 *     the strength that was drawn
 * @param seed state of the SplitMix64 generator that goes on with whatever is random
 */
public record IntensityChange(Kind kind, double[] numbers, long seed) {
    /** What can be done, see {@link IntensityJitter}. */
    public enum Kind {
        /** Gaussian noise. */
        NOISE("noise"),
        /** Gaussian blur. */
        BLUR("blur"),
        /** The same for every voxel. */
        BRIGHTNESS("brightness"),
        /** Distances from the mean. */
        CONTRAST("contrast"),
        /** Voxels left out and interpolated. */
        LOW_RESOLUTION("low resolution"),
        /** An exponent. */
        GAMMA("gamma");

        private final String draws;

        Kind(String draws) {
            this.draws = draws;
        }

        /** Names its draws: fixed for good, since seeds are kept. */
        String draws() {
            return draws;
        }
    }
}
