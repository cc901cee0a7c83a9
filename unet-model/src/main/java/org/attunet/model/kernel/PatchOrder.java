package org.attunet.model.kernel;

import java.util.List;

/**
 * A patch to be made in the memory of the computer that computes, everything random drawn. Voxel (i, j, k) comes from {@code matrix (i, j,
 * k) + offset + displacement + origin} of the voxels given, mirrored at their border. Then the patch is mirrored, then its values are
 * changed.
 *
 * @param voxels that it is made from
 * @param size of the patch: one sample of one channel
 * @param origin the voxel given that lies under the patch's first
 * @param warp matrix, row by row, and offset; where there are displacements, then the number of points of their coarse grid along each
 *     axis; for each voxel along the first, the second, the third axis its first point and the weights of four from there; and the
 *     displacements of all points along the first, the second, the third axis
 * @param isNearest whether its value is that of the nearest voxel (half to even), as its class always is; otherwise it is trilinear
 * @param flips bit 0, 1 or 2 is set where the first, second or third axis is mirrored
 * @param changes in their order
 */
public record PatchOrder(
        StoredVoxels voxels,
        Shape size,
        int[] origin,
        double[] warp,
        boolean isNearest,
        int flips,
        List<PatchChange> changes) {
    /** Numbers of matrix and offset. */
    public static final int AFFINE = 12;

    private static final int POINTS = 3;
    private static final int PER_VOXEL = 5;

    /** Refuses a warp of another length. */
    public PatchOrder {
        changes = List.copyOf(changes);
        if (warp.length != AFFINE && warp.length != length(size, warp)) {
            throw new IllegalArgumentException("a warp of " + warp.length + " numbers for a patch of " + size);
        }
    }

    private static long length(Shape size, double[] warp) {
        double points = warp.length < AFFINE + POINTS ? 0 : warp[AFFINE] * warp[AFFINE + 1] * warp[AFFINE + 2];
        return AFFINE + POINTS + PER_VOXEL * (size.x() + size.y() + size.z()) + 3 * (long) points;
    }

    /** Whether there are displacements. */
    public boolean isElastic() {
        return warp.length > AFFINE;
    }
}
