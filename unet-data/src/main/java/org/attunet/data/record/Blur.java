package org.attunet.data.record;

import java.util.Arrays;
import org.attunet.data.volume.Size;

/** Gaussian blur along one axis after the other; beyond the border the last voxel holds. */
final class Blur {
    private static final double REACH = 3;

    private Blur() {}

    /** {@code deviation} is in voxels. */
    static void apply(Patch patch, double deviation) {
        if (!(deviation > 0)) {
            return;
        }
        float[] kernel = kernel(deviation);
        Size size = patch.size;
        int[] strides = {1, size.x(), size.x() * size.y()};
        for (int axis = 0; axis < 3; axis++) {
            along(patch.image, strides[axis], size.along(axis), kernel);
        }
    }

    /** Those that {@link #apply} takes; that of the centre alone where it does nothing. */
    static double[] weights(double deviation) {
        float[] kernel = deviation > 0 ? kernel(deviation) : new float[] {1};
        double[] weights = new double[kernel.length];
        Arrays.setAll(weights, n -> kernel[n]);
        return weights;
    }

    /** Weights from the centre outwards; both sides together sum to 1. */
    private static float[] kernel(double deviation) {
        float[] kernel = new float[(int) Math.ceil(REACH * deviation) + 1];
        double sum = 0;
        for (int n = 0; n < kernel.length; n++) {
            kernel[n] = (float) StrictMath.exp(-0.5 * n * n / (deviation * deviation));
            sum += n == 0 ? kernel[n] : 2 * kernel[n];
        }
        for (int n = 0; n < kernel.length; n++) {
            kernel[n] /= (float) sum;
        }
        return kernel;
    }

    private static void along(float[] values, int stride, int length, float[] kernel) {
        float[] line = new float[length];
        for (int start = 0; start < values.length; start++) {
            if (start / stride % length != 0) {
                continue;
            }
            for (int n = 0; n < length; n++) {
                line[n] = values[start + n * stride];
            }
            for (int n = 0; n < length; n++) {
                float sum = kernel[0] * line[n];
                for (int d = 1; d < kernel.length; d++) {
                    sum += kernel[d] * (line[Math.max(n - d, 0)] + line[Math.min(n + d, length - 1)]);
                }
                values[start + n * stride] = sum;
            }
        }
    }
}
