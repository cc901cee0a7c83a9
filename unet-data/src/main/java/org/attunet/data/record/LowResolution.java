package org.attunet.data.record;

import org.attunet.data.volume.Size;

/** Shows a patch as a coarser scanner would: voxels left out (nearest), then interpolated back. */
final class LowResolution {
    private LowResolution() {}

    /** {@code kept} is the share of voxels kept along each axis. */
    static void apply(Patch patch, double kept) {
        Size size = patch.size;
        Patch small = resized(patch, coarse(size, kept), true);
        System.arraycopy(resized(small, size, false).image, 0, patch.image, 0, patch.image.length);
    }

    private static Size coarse(Size size, double kept) {
        return new Size(length(size.x(), kept), length(size.y(), kept), length(size.z(), kept));
    }

    /** Voxels that {@link #apply} keeps along each axis. */
    static double[] kept(Size size, double kept) {
        Size coarse = coarse(size, kept);
        return new double[] {coarse.x(), coarse.y(), coarse.z()};
    }

    private static int length(int voxels, double kept) {
        return Math.max(1, (int) Math.rint(voxels * kept));
    }

    /** Both grids cover the same box: voxel i lies at (i + ½) · old / new − ½. */
    private static Patch resized(Patch patch, Size size, boolean nearest) {
        double[] ratio = new double[3];
        for (int axis = 0; axis < 3; axis++) {
            ratio[axis] = (double) patch.size.along(axis) / size.along(axis);
        }
        SamplingGrid grid = (j, k, x, y, z) -> {
            for (int i = 0; i < x.length; i++) {
                x[i] = position(i, ratio[0], nearest);
                y[i] = position(j, ratio[1], nearest);
                z[i] = position(k, ratio[2], nearest);
            }
        };
        return PatchResampler.resample(patch, new int[3], size, grid, PatchInterpolation.LINEAR);
    }

    private static double position(int index, double ratio, boolean nearest) {
        double position = (index + 0.5) * ratio - 0.5;
        return nearest ? Math.rint(position) : position;
    }
}
