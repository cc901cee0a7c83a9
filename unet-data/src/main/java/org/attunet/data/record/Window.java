package org.attunet.data.record;

import org.attunet.data.volume.Size;

/**
 * A box of voxels within a volume.
 *
 * @param x first index along the first axis
 * @param y along the second
 * @param z along the third
 * @param size voxels along each axis
 */
record Window(int x, int y, int z, Size size) {
    int first(int axis) {
        return axis == 0 ? x : axis == 1 ? y : z;
    }

    /** This window with what a warp of it reaches beyond it, as far as the volume goes; rather too much than too little. */
    Window around(SamplingGrid grid, Size volume) {
        double[] low = {0, 0, 0};
        double[] high = {size.x() - 1, size.y() - 1, size.z() - 1};
        double[][] row = new double[3][size.x()];
        for (int corner = 0; corner < 4; corner++) {
            grid.row((corner & 1) * (size.y() - 1), (corner >> 1) * (size.z() - 1), row[0], row[1], row[2]);
            for (int axis = 0; axis < 3; axis++) {
                double first = row[axis][0];
                double last = row[axis][size.x() - 1];
                low[axis] = Math.min(low[axis], Math.min(first, last) - grid.slack());
                high[axis] = Math.max(high[axis], Math.max(first, last) + grid.slack());
            }
        }
        int[] start = new int[3];
        int[] length = new int[3];
        for (int axis = 0; axis < 3; axis++) {
            start[axis] = Math.max(0, first(axis) + (int) Math.floor(low[axis]));
            int end = Math.min(volume.along(axis) - 1, first(axis) + (int) Math.ceil(high[axis]));
            length[axis] = end - start[axis] + 1;
        }
        return new Window(start[0], start[1], start[2], Size.of(length));
    }
}
