package org.attunet.data.record;

/** Where each voxel of a new patch is taken from. */
interface SamplingGrid {
    /** Writes the source positions, in voxels, of the new patch's row (0…, j, k) to {@code x}, {@code y}, {@code z}. */
    void row(int j, int k, double[] x, double[] y, double[] z);

    /** How far any position may lie outside the box of the positions of the new patch's corners, in voxels. */
    default double slack() {
        return 0;
    }
}
