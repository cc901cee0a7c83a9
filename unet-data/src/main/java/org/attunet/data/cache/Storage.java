package org.attunet.data.cache;

/** How image values lie in a cache file. */
public enum Storage {
    /** As computed: four bytes per voxel. */
    FLOAT32(Float.BYTES),
    /** Two bytes per voxel, in steps of 1/32767 of the largest magnitude; 0 stays 0. */
    INT16(Short.BYTES);

    private final int bytes;

    Storage(int bytes) {
        this.bytes = bytes;
    }

    /** Bytes per voxel. */
    int bytes() {
        return bytes;
    }
}
