package org.attunet.data.fingerprint;

import org.attunet.data.volume.Affine;
import org.attunet.data.volume.AxisOrder;
import org.attunet.data.volume.Geometry;
import org.attunet.data.volume.Size;
import org.attunet.data.volume.Volume;

/** What becomes of a scan on its way into somebody's dataset. */
final class ChangedScans {
    /** Voxels by which the first of a resampled grid lies inside: no two grids have a voxel in common. */
    private static final double PHASE = 0.3;

    private ChangedScans() {}

    /** Linear, to voxels of these millimetres. */
    static Volume resampled(Volume image, double x, double y, double z) {
        Geometry grid = image.geometry();
        double[] wanted = {x, y, z};
        double[] step = new double[3];
        int[] size = new int[3];
        for (int axis = 0; axis < 3; axis++) {
            step[axis] = wanted[axis] / grid.spacing().along(axis);
            size[axis] = (int) ((grid.size().along(axis) - 1) / step[axis] + 1 - PHASE);
        }
        Affine affine = grid.affine().after(Affine.of(new double[][] {
            {step[0], 0, 0, PHASE * step[0]}, {0, step[1], 0, PHASE * step[1]}, {0, 0, step[2], PHASE * step[2]}
        }));
        SmoothedGrid source = new SmoothedGrid(grid.size(), image.floats());
        float[] values = new float[Size.of(size).voxels()];
        int n = 0;
        for (int k = 0; k < size[2]; k++) {
            for (int j = 0; j < size[1]; j++) {
                for (int i = 0; i < size[0]; i++) {
                    values[n++] =
                            (float) source.at((i + PHASE) * step[0], (j + PHASE) * step[1], (k + PHASE) * step[2]);
                }
            }
        }
        return Volume.of(new Geometry(Size.of(size), affine), values);
    }

    /** The middle: this share of each axis. */
    static Volume cropped(Volume image, double x, double y, double z) {
        double[] share = {x, y, z};
        int[] from = new int[3];
        int[] size = new int[3];
        for (int axis = 0; axis < 3; axis++) {
            int length = image.size().along(axis);
            size[axis] = (int) (share[axis] * length);
            from[axis] = (length - size[axis]) / 2;
        }
        float[] values = new float[Size.of(size).voxels()];
        int n = 0;
        for (int k = 0; k < size[2]; k++) {
            for (int j = 0; j < size[1]; j++) {
                for (int i = 0; i < size[0]; i++) {
                    values[n++] = image.get(from[0] + i, from[1] + j, from[2] + k);
                }
            }
        }
        Affine affine = image.geometry().affine().movedTo(from[0], from[1], from[2]);
        return Volume.of(new Geometry(Size.of(size), affine), values);
    }

    /** With a constant added. */
    static Volume shifted(Volume image, float constant) {
        float[] values = image.floats().clone();
        for (int n = 0; n < values.length; n++) {
            values[n] += constant;
        }
        return Volume.of(image.geometry(), values);
    }

    /** Stored with the third axis first and downwards, the first one to the right, the second one to the back. */
    static Volume reordered(Volume image) {
        Geometry grid = AxisOrder.of(new int[] {2, 0, 1}, new boolean[] {true, false, true})
                .of(image.geometry());
        Size size = image.size();
        float[] values = new float[size.voxels()];
        int n = 0;
        for (int j = size.y() - 1; j >= 0; j--) {
            for (int i = 0; i < size.x(); i++) {
                for (int k = size.z() - 1; k >= 0; k--) {
                    values[n++] = image.get(i, j, k);
                }
            }
        }
        return Volume.of(grid, values);
    }
}
