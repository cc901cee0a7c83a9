package org.attunet.data.record;

import java.util.List;

/**
 * What is done to the voxels of a {@link StoredCrop} to make a patch, everything random drawn. Voxel (i, j, k) comes from {@code matrix (i,
 * j, k) + offset + displacement + origin} of the crop, mirrored at its border. Then the patch is mirrored, then its values are changed.
 *
 * @param origin the crop's voxel under the patch's first
 * @param warp matrix, row by row, and offset; where the patch is deformed, then the number of points of the coarse grid along each axis;
 *     for each voxel along the first, the second, the third axis its first point and the weights of four from there; and the displacements
 *     of all points along the first, the second, the third axis
 * @param interpolation how a value is taken from there; a label is that of the nearest voxel (half to even)
 * @param flips bit 0, 1 or 2 is set where the first, second or third axis is mirrored
 * @param changes of values, in their order
 */
public record PatchNumbers(
        int[] origin, double[] warp, PatchInterpolation interpolation, int flips, List<IntensityChange> changes) {
    /** Leaves a crop of the patch's size as it is. */
    public static final PatchNumbers NOTHING = new PatchNumbers(
            new int[3], new double[] {1, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0}, PatchInterpolation.LINEAR, 0, List.of());

    /** Keeps its own list. */
    public PatchNumbers {
        changes = List.copyOf(changes);
    }
}
