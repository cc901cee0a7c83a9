package org.attunet.data.transform;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.attunet.data.volume.Size;
import org.attunet.data.volume.Volume;

/**
 * Cubic interpolation of {@link SplineCoefficients} on a target grid whose axes are in the source's order. Slice by slice: four
 * planes are blended into one, four of its rows into one, then four values of the row.
 */
final class SplineSampler {
    private final float[] coefficients;
    private final Size source;
    private final GridMap map;
    private final SplineTable x;
    private final SplineTable y;
    private final SplineTable z;
    private final float low;
    private final float high;

    /** Results stay within {@code low…high}: a spline swings beyond the values that it passes through. */
    SplineSampler(Volume coefficients, GridMap map, float low, float high) {
        this.coefficients = coefficients.floats();
        this.source = coefficients.size();
        this.map = map;
        this.low = low;
        this.high = high;
        for (int axis = 0; axis < 3; axis++) {
            if (map.axis(axis).sourceAxis() != axis) {
                throw new IllegalArgumentException("axes must be in the source's order");
            }
        }
        x = new SplineTable(map.axis(0), source.x());
        y = new SplineTable(map.axis(1), source.y());
        z = new SplineTable(map.axis(2), source.z());
    }

    /** The whole target grid, 0 where the map leads nowhere; the same for any number of threads. */
    Volume run() {
        Size size = map.target().size();
        float[] voxels = new float[size.voxels()];
        IntStream.range(0, size.z())
                .parallel()
                .filter(k -> z.inside[k])
                .forEach(k -> slice(k, voxels, size.index(0, 0, k)));
        return Volume.of(map.target(), voxels);
    }

    private void slice(int k, float[] into, int at) {
        int width = x.inside.length;
        float[] plane = new float[source.x() * source.y()];
        for (int tap = 4 * k; tap < 4 * k + 4; tap++) {
            add(coefficients, z.index[tap] * plane.length, z.weight[tap], plane);
        }
        float[] row = new float[source.x()];
        for (int j = 0; j < y.inside.length; j++) {
            if (!y.inside[j]) {
                continue;
            }
            Arrays.fill(row, 0);
            for (int tap = 4 * j; tap < 4 * j + 4; tap++) {
                add(plane, y.index[tap] * row.length, y.weight[tap], row);
            }
            along(row, into, at + j * width);
        }
    }

    private static void add(float[] values, int from, float weight, float[] into) {
        for (int n = 0; n < into.length; n++) {
            into[n] += weight * values[from + n];
        }
    }

    private void along(float[] row, float[] into, int at) {
        for (int i = 0; i < x.inside.length; i++) {
            if (x.inside[i]) {
                int tap = 4 * i;
                float value = x.weight[tap] * row[x.index[tap]]
                        + x.weight[tap + 1] * row[x.index[tap + 1]]
                        + x.weight[tap + 2] * row[x.index[tap + 2]]
                        + x.weight[tap + 3] * row[x.index[tap + 3]];
                into[at + i] = Math.max(low, Math.min(value, high));
            }
        }
    }
}
