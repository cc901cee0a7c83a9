package org.attunet.eval.inference;

import java.util.Arrays;
import org.attunet.data.volume.Size;

/** How much a voxel's place in its window counts where windows overlap. */
public enum Importance {
    /**
     * Most in the middle, where the network has seen all around: exp(−x² / 2s²) along each axis, multiplied, x from the
     * centre, s an eighth of the window. From below at 1e-3, so that no voxel of the image counts nothing.
     */
    GAUSSIAN {
        @Override
        float[] map(Size window) {
            double[][] axes = new double[3][];
            double smallest = 1;
            for (int axis = 0; axis < 3; axis++) {
                axes[axis] = bell(window.along(axis));
                smallest *= axes[axis][0];
            }
            double floor = Math.max(smallest, FLOOR);
            float[] map = new float[window.voxels()];
            int n = 0;
            for (double x : axes[0]) {
                for (double y : axes[1]) {
                    for (double z : axes[2]) {
                        map[n++] = (float) Math.max(floor, x * y * z);
                    }
                }
            }
            return map;
        }
    },
    /** Every voxel the same. */
    CONSTANT {
        @Override
        float[] map(Size window) {
            float[] map = new float[window.voxels()];
            Arrays.fill(map, 1);
            return map;
        }
    };

    private static final double SIGMA = 0.125;
    private static final double FLOOR = 1e-3;

    /** One weight a voxel of the window, in network order: last axis fastest. */
    abstract float[] map(Size window);

    private static double[] bell(int length) {
        double sigma = SIGMA * length;
        double[] bell = new double[length];
        for (int n = 0; n < length; n++) {
            double x = n - (length - 1) / 2.0;
            bell[n] = Math.exp(-x * x / (2 * sigma * sigma));
        }
        return bell;
    }
}
