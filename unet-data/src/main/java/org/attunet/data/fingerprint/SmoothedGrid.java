package org.attunet.data.fingerprint;

import org.attunet.data.volume.Geometry;
import org.attunet.data.volume.Orientation;
import org.attunet.data.volume.Size;

/**
 * A volume seen from afar: smoothed, and sampled every {@value #STEP} mm along the body's axes, x to the right, y to the front, z
 * upwards. Voxel sizes and the order of axes hardly show in it.
 *
 * @param size samples along each axis
 * @param values first axis fastest
 */
record SmoothedGrid(Size size, float[] values) {
    /** Millimetres between samples. */
    static final double STEP = 4;

    /** Of values on a grid, smoothed by a Gaussian of so many mm. */
    static SmoothedGrid of(Geometry grid, float[] values, double deviation) {
        Orientation found = grid.orientation();
        Block block = new Block(grid.size(), values);
        int[] axisAlong = new int[3];
        for (int axis = 0; axis < 3; axis++) {
            axisAlong[found.axis(axis).world()] = axis;
            double spacing = grid.spacing().along(axis);
            block = block.smoothed(axis, spacing, deviation, found.axis(axis).flipped());
        }
        return block.reordered(axisAlong);
    }

    /** The same, smoothed further. */
    SmoothedGrid smoothed(double deviation) {
        Block block = new Block(size, values);
        for (int axis = 0; axis < 3; axis++) {
            block = block.smoothed(axis, STEP, deviation, false);
        }
        return new SmoothedGrid(block.size(), block.values());
    }

    float get(int i, int j, int k) {
        return values[size.index(i, j, k)];
    }

    /** Trilinear, at a place in samples; beyond the border the last sample holds. */
    double at(double x, double y, double z) {
        int i = (int) Math.floor(x);
        int j = (int) Math.floor(y);
        int k = (int) Math.floor(z);
        double sum = 0;
        for (int corner = 0; corner < 8; corner++) {
            int right = corner & 1;
            int front = corner >> 1 & 1;
            int top = corner >> 2;
            double weight = share(x - i, right) * share(y - j, front) * share(z - k, top);
            sum += weight * get(onGrid(i + right, 0), onGrid(j + front, 1), onGrid(k + top, 2));
        }
        return sum;
    }

    private int onGrid(int index, int axis) {
        return Math.max(0, Math.min(size.along(axis) - 1, index));
    }

    private static double share(double fraction, int upper) {
        return upper == 1 ? fraction : 1 - fraction;
    }
}
