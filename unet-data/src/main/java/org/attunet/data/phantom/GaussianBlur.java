package org.attunet.data.phantom;

import org.attunet.data.volume.Size;

/** Separable Gaussian smoothing in voxels; the kernel ends at four standard deviations, borders are mirrored about voxel edges. */
final class GaussianBlur {
    private final double[] kernel;
    private final int radius;

    GaussianBlur(double sd) {
        radius = (int) (4 * sd + 0.5);
        kernel = new double[2 * radius + 1];
        double sum = 0;
        for (int n = -radius; n <= radius; n++) {
            kernel[n + radius] = StrictMath.exp(-0.5 * n * n / (sd * sd));
            sum += kernel[n + radius];
        }
        for (int n = 0; n < kernel.length; n++) {
            kernel[n] /= sum;
        }
    }

    /** Smooths {@code voxels} of a grid (first axis fastest) in place. */
    void apply(float[] voxels, Size size) {
        int[] strides = {1, size.x(), size.x() * size.y()};
        for (int axis = 0; axis < 3; axis++) {
            int second = axis == 0 ? 1 : 0;
            int third = axis == 2 ? 1 : 2;
            float[] line = new float[size.along(axis)];
            for (int b = 0; b < size.along(third); b++) {
                for (int a = 0; a < size.along(second); a++) {
                    smoothLine(voxels, a * strides[second] + b * strides[third], strides[axis], line);
                }
            }
        }
    }

    private void smoothLine(float[] voxels, int start, int stride, float[] line) {
        for (int n = 0; n < line.length; n++) {
            line[n] = voxels[start + n * stride];
        }
        for (int n = 0; n < line.length; n++) {
            double sum = 0;
            for (int t = -radius; t <= radius; t++) {
                sum += kernel[t + radius] * line[mirrored(n + t, line.length)];
            }
            voxels[start + n * stride] = (float) sum;
        }
    }

    private static int mirrored(int index, int length) {
        if (index < 0) {
            return -index - 1;
        }
        return index < length ? index : 2 * length - index - 1;
    }
}
