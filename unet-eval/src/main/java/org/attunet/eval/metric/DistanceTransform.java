package org.attunet.eval.metric;

import java.util.Arrays;

/**
 * Exact squared Euclidean distance from every node of a rectilinear grid to the nearest of some nodes: the lower envelope of
 * parabolas, axis after axis, linear in the number of nodes. The planes of the grid need not be equally far apart.
 *
 * @see <a href="https://doi.org/10.4086/toc.2012.v008a019">Felzenszwalb and Huttenlocher, Distance transforms of sampled
 *     functions, 2012</a>
 */
final class DistanceTransform {
    private final double[][] positions;
    private final float[] squared;

    private DistanceTransform(double[][] positions) {
        this.positions = positions;
        this.squared = new float[positions[0].length * positions[1].length * positions[2].length];
    }

    /**
     * Squared distances in the unit of the positions, first axis fastest; infinite where there are no sources at all.
     *
     * @param positions where the planes across each axis lie, ascending
     * @param sources flat indices of the nodes at distance 0
     */
    static float[] squared(double[][] positions, int[] sources) {
        DistanceTransform transform = new DistanceTransform(positions);
        Arrays.fill(transform.squared, Float.POSITIVE_INFINITY);
        for (int source : sources) {
            transform.squared[source] = 0;
        }
        int stride = 1;
        for (int axis = 0; axis < 3; axis++) {
            transform.sweep(axis, stride);
            stride *= positions[axis].length;
        }
        return transform.squared;
    }

    private void sweep(int axis, int stride) {
        Envelope envelope = new Envelope(positions[axis]);
        for (int block = 0; block < squared.length; block += stride * positions[axis].length) {
            for (int start = block; start < block + stride; start++) {
                envelope.replace(squared, start, stride);
            }
        }
    }

    /** The lower envelope of the parabolas {@code (x − v)² + f(v)} along one line, with its buffers. */
    private static final class Envelope {
        private final double[] position;
        private final double[] height;
        private final int[] vertex;
        private final double[] from;

        Envelope(double[] position) {
            this.position = position;
            height = new double[position.length];
            vertex = new int[position.length];
            from = new double[position.length + 1];
        }

        /** Replaces the line's values by their envelope. */
        void replace(float[] values, int start, int stride) {
            if (build(values, start, stride) < 0) {
                return;
            }
            int piece = 0;
            for (int i = 0, n = start; i < position.length; i++, n += stride) {
                while (from[piece + 1] < position[i]) {
                    piece++;
                }
                double along = position[i] - position[vertex[piece]];
                values[n] = (float) (along * along + height[vertex[piece]]);
            }
        }

        /** Index of the last parabola of the envelope; −1 where the line has none. */
        private int build(float[] values, int start, int stride) {
            int last = -1;
            for (int i = 0, n = start; i < position.length; i++, n += stride) {
                float value = values[n];
                if (value == Float.POSITIVE_INFINITY) {
                    continue;
                }
                height[i] = value;
                double crossing = Double.NEGATIVE_INFINITY;
                while (last >= 0 && (crossing = crossing(vertex[last], i)) <= from[last]) {
                    last--;
                }
                last++;
                vertex[last] = i;
                from[last] = last == 0 ? Double.NEGATIVE_INFINITY : crossing;
                from[last + 1] = Double.POSITIVE_INFINITY;
            }
            return last;
        }

        /** Where the parabola of {@code b} begins to lie below that of {@code a}; a lies before b. */
        private double crossing(int a, int b) {
            double apart = position[b] - position[a];
            return (height[b] - height[a]) / (2 * apart) + (position[a] + position[b]) / 2;
        }
    }
}
