package org.attunet.model.engine;

/**
 * Size of an activation.
 *
 * @param samples N
 * @param channels C
 * @param x X
 * @param y Y
 * @param z Z
 */
record Extent(int samples, int channels, int x, int y, int z) {
    /** Voxels of one sample. */
    int voxels() {
        return x * y * z;
    }

    /** Numbers of one sample. */
    long sampleLength() {
        return (long) channels * voxels();
    }

    /** Numbers in all. */
    long length() {
        return samples * sampleLength();
    }

    Extent withChannels(int other) {
        return new Extent(samples, other, x, y, z);
    }

    /** Every axis divided, a remainder dropped. */
    Extent dividedBy(int factor) {
        return new Extent(samples, channels, x / factor, y / factor, z / factor);
    }

    Extent times(int factor) {
        return new Extent(samples, channels, x * factor, y * factor, z * factor);
    }

    /** The order oneDNN names dimensions in, whatever the layout. */
    long[] dimensions() {
        return new long[] {samples, channels, x, y, z};
    }
}
