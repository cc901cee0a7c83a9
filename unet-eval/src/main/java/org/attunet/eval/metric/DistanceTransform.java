package org.attunet.eval.metric;

import java.util.Arrays;
import org.attunet.data.volume.Size;
import org.attunet.data.volume.Spacing;

/**
 * Exact squared Euclidean distance from every voxel of a grid to the nearest of some voxels: the lower envelope of
 * parabolas, axis after axis, linear in the number of voxels.
 *
 * @see <a href="https://doi.org/10.4086/toc.2012.v008a019">Felzenszwalb and Huttenlocher, Distance transforms of sampled
 *     functions, 2012</a>
 */
final class DistanceTransform {
    private final Size size;
    private final float[] squared;

    private DistanceTransform(Size size) {
        this.size = size;
        this.squared = new float[size.voxels()];
    }

    /**
     * Squared distances in the unit of {@code spacing}, first axis fastest; infinite where there are no sources at all.
     *
     * @param sources flat indices of the voxels at distance 0
     */
    static float[] squared(Size size, Spacing spacing, int[] sources) {
        DistanceTransform transform = new DistanceTransform(size);
        Arrays.fill(transform.squared, Float.POSITIVE_INFINITY);
        for (int source : sources) {
            transform.squared[source] = 0;
        }
        transform.sweep(0, spacing.x());
        transform.sweep(1, spacing.y());
        transform.sweep(2, spacing.z());
        return transform.squared;
    }

    private void sweep(int axis, double step) {
        int stride = axis == 0 ? 1 : axis == 1 ? size.x() : size.x() * size.y();
        int length = size.along(axis);
        Envelope envelope = new Envelope(length, step);
        for (int block = 0; block < squared.length; block += stride * length) {
            for (int start = block; start < block + stride; start++) {
                envelope.replace(squared, start, stride);
            }
        }
    }

    /** The lower envelope of the parabolas {@code (step (x − v))² + f(v)} along one line, with its buffers. */
    private static final class Envelope {
        private final double[] height;
        private final int[] vertex;
        private final double[] from;
        private final double step2;

        Envelope(int length, double step) {
            height = new double[length];
            vertex = new int[length];
            from = new double[length + 1];
            step2 = step * step;
        }

        /** Replaces the line's values by their envelope. */
        void replace(float[] values, int start, int stride) {
            int last = build(values, start, stride);
            if (last < 0) {
                return;
            }
            int piece = 0;
            for (int x = 0, n = start; x < height.length; x++, n += stride) {
                while (from[piece + 1] < x) {
                    piece++;
                }
                double along = x - vertex[piece];
                values[n] = (float) (step2 * along * along + height[vertex[piece]]);
            }
        }

        /** Index of the last parabola of the envelope; −1 where the line has none. */
        private int build(float[] values, int start, int stride) {
            int last = -1;
            for (int x = 0, n = start; x < height.length; x++, n += stride) {
                float value = values[n];
                if (value == Float.POSITIVE_INFINITY) {
                    continue;
                }
                height[x] = value;
                double crossing = Double.NEGATIVE_INFINITY;
                while (last >= 0 && (crossing = crossing(vertex[last], x)) <= from[last]) {
                    last--;
                }
                last++;
                vertex[last] = x;
                from[last] = last == 0 ? Double.NEGATIVE_INFINITY : crossing;
                from[last + 1] = Double.POSITIVE_INFINITY;
            }
            return last;
        }

        /** Where the parabola of {@code b} begins to lie below that of {@code a}; a &lt; b. */
        private double crossing(int a, int b) {
            return (height[b] - height[a]) / (2 * step2 * (b - a)) + 0.5 * (a + b);
        }
    }
}
