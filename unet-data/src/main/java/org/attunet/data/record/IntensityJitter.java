package org.attunet.data.record;

/**
 * How image values are varied, in this order; strengths are in units of the network's input, after preprocessing.
 *
 * @param noise Gaussian noise; strength: its standard deviation
 * @param blur Gaussian blur; strength: its standard deviation in voxels
 * @param brightness strength: what is added to every voxel
 * @param contrast strength: factor of the distance from the patch's mean, kept within the patch's own range
 * @param lowResolution strength: share of voxels kept along each axis before the patch is enlarged again
 * @param gamma strength: exponent of values scaled to 0…1 within the patch
 */
public record IntensityJitter(
        RandomStrength noise,
        RandomStrength blur,
        RandomStrength brightness,
        RandomStrength contrast,
        RandomStrength lowResolution,
        RandomStrength gamma) {
    /** Values stay as they are. */
    public static final IntensityJitter NONE = new IntensityJitter(
            RandomStrength.NEVER,
            RandomStrength.NEVER,
            RandomStrength.NEVER,
            RandomStrength.NEVER,
            RandomStrength.NEVER,
            RandomStrength.NEVER);

    /** Refuses strengths that mean nothing. */
    public IntensityJitter {
        require("noise", noise, 0, 1000);
        require("blur", blur, 0, 20);
        require("contrast", contrast, 0, 100);
        require("low-resolution", lowResolution, 0, 1);
        require("gamma", gamma, 0, 100);
    }

    private static void require(String name, RandomStrength range, double low, double high) {
        if (range.low() < low || range.high() > high) {
            throw new IllegalArgumentException(
                    name + " lies within " + low + "…" + high + ", not " + range.low() + "…" + range.high());
        }
    }
}
