package org.attunet.data.record;

import java.util.Optional;
import org.attunet.data.volume.Size;

/** Where each voxel of a new patch is taken from. */
interface SamplingGrid {
    /** Writes the source positions, in voxels, of the new patch's row (0…, j, k) to {@code x}, {@code y}, {@code z}. */
    void row(int j, int k, double[] x, double[] y, double[] z);

    /** The same as numbers, as {@link PatchNumbers} has them, for a patch of that size; nothing where it cannot be said so. */
    default Optional<double[]> numbers(Size patch) {
        return Optional.empty();
    }

    /** How far any position may lie outside the box of the positions of the new patch's corners, in voxels. */
    default double slack() {
        return 0;
    }
}
