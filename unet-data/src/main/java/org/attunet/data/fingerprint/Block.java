package org.attunet.data.fingerprint;

import java.util.stream.IntStream;
import org.attunet.data.volume.Size;

/**
 * Values whose axes are smoothed and resampled one at a time.
 *
 * @param size along each axis
 * @param values first axis fastest
 */
record Block(Size size, float[] values) {
    /** Standard deviations after which a Gaussian is over. */
    private static final double REACH = 3;

    /**
     * Gaussian means every {@link SmoothedGrid#STEP} mm along an axis; at the border those of what there is.
     *
     * @param spacing mm between values
     * @param deviation mm
     * @param flipped whether the axis is gone through from its end
     */
    Block smoothed(int axis, double spacing, double deviation, boolean flipped) {
        int length = size.along(axis);
        int samples = 1 + (int) Math.floor((length - 1) * spacing / SmoothedGrid.STEP + 1e-6);
        int[] lengths = size.toArray();
        lengths[axis] = samples;
        float[] result = new float[Size.of(lengths).voxels()];
        int stride = axis == 0 ? 1 : axis == 1 ? size.x() : size.x() * size.y();
        IntStream.range(0, samples).parallel().forEach(sample -> {
            Window window = Window.around(sample * SmoothedGrid.STEP / spacing, deviation / spacing, length);
            for (int slab = 0; slab < values.length / stride / length; slab++) {
                for (int within = 0; within < stride; within++) {
                    int first = slab * length * stride + within;
                    double sum = 0;
                    for (int n = 0; n < window.weights.length; n++) {
                        int at = flipped ? length - 1 - window.first - n : window.first + n;
                        sum += window.weights[n] * values[first + at * stride];
                    }
                    result[(slab * samples + sample) * stride + within] = (float) sum;
                }
            }
        });
        return new Block(Size.of(lengths), result);
    }

    /** Weights of a few values in a row, the sum 1. */
    private record Window(int first, double[] weights) {
        static Window around(double centre, double deviation, int length) {
            int low = Math.max(0, (int) Math.ceil(centre - REACH * deviation));
            int high = Math.min(length - 1, (int) Math.floor(centre + REACH * deviation));
            if (low > high) { // voxels lie further apart than the Gaussian reaches
                return new Window((int) Math.min(length - 1, Math.round(centre)), new double[] {1});
            }
            double[] weights = IntStream.rangeClosed(low, high)
                    .mapToDouble(n -> Math.exp(-0.5 * Math.pow((n - centre) / deviation, 2)))
                    .toArray();
            double total = IntStream.range(0, weights.length)
                    .mapToDouble(n -> weights[n])
                    .sum();
            return new Window(
                    low,
                    IntStream.range(0, weights.length)
                            .mapToDouble(n -> weights[n] / total)
                            .toArray());
        }
    }

    /** With the array axis {@code axisAlong[0]} as first axis, and so on. */
    SmoothedGrid reordered(int[] axisAlong) {
        int[] strides = {1, size.x(), size.x() * size.y()};
        Size after = new Size(size.along(axisAlong[0]), size.along(axisAlong[1]), size.along(axisAlong[2]));
        float[] result = new float[values.length];
        int n = 0;
        for (int k = 0; k < after.z(); k++) {
            for (int j = 0; j < after.y(); j++) {
                for (int i = 0; i < after.x(); i++) {
                    result[n++] =
                            values[i * strides[axisAlong[0]] + j * strides[axisAlong[1]] + k * strides[axisAlong[2]]];
                }
            }
        }
        return new SmoothedGrid(after, result);
    }
}
