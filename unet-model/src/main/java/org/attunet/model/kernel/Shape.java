package org.attunet.model.kernel;

/**
 * Size of an activation, whatever its layout in memory.
 *
 * @param samples N
 * @param channels C
 * @param x X
 * @param y Y
 * @param z Z
 */
public record Shape(int samples, int channels, int x, int y, int z) {
    /** From [N, C, X, Y, Z]. */
    public static Shape of(long... dimensions) {
        if (dimensions.length != 5) {
            throw new IllegalArgumentException(
                    "an activation must be [N, C, X, Y, Z], found " + java.util.Arrays.toString(dimensions));
        }
        return new Shape((int) dimensions[0], (int) dimensions[1], (int) dimensions[2], (int) dimensions[3], (int)
                dimensions[4]);
    }

    /** Voxels of one sample. */
    public int voxels() {
        return x * y * z;
    }

    /** Voxels of all samples. */
    public long totalVoxels() {
        return (long) samples * voxels();
    }

    /** Numbers of one sample. */
    public long sampleLength() {
        return (long) channels * x * y * z;
    }

    /** Numbers in all. */
    public long length() {
        return samples * sampleLength();
    }

    /** The same voxels with other channels. */
    public Shape withChannels(int other) {
        return new Shape(samples, other, x, y, z);
    }

    /** Every axis divided, a remainder dropped. */
    public Shape dividedBy(int factor) {
        return new Shape(samples, channels, x / factor, y / factor, z / factor);
    }

    /** Every axis enlarged. */
    public Shape times(int factor) {
        return new Shape(samples, channels, x * factor, y * factor, z * factor);
    }

    /** [N, C, X, Y, Z]. */
    public long[] dimensions() {
        return new long[] {samples, channels, x, y, z};
    }
}
