package org.attunet.data.transform;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.attunet.data.volume.Size;
import org.attunet.data.volume.Volume;

/**
 * Trilinear interpolation of a volume on the target grid of a {@link GridMap}, values rescaled on the way. Works slice by slice
 * of the target: two source planes are blended into one, two of its rows into one, and the row is interpolated; so a source
 * voxel is read about once, and none is read that no target voxel needs. Thread-safe.
 */
final class LinearSampler {
    private final GridMap map;
    private final PlaneReader planes;
    private final AxisTable x;
    private final AxisTable y;
    private final AxisTable z;
    private final Rescale values;
    private final float outside;

    /** {@code outside} is the value where the map leads nowhere; it is not rescaled. */
    LinearSampler(Volume source, Rescale values, GridMap map, float outside) {
        this.map = map;
        this.values = values;
        this.outside = outside;
        x = new AxisTable(map.axis(0), source.size());
        y = new AxisTable(map.axis(1), source.size());
        z = new AxisTable(map.axis(2), source.size());
        planes = new PlaneReader(source, values, x, y);
    }

    /** The whole target grid; the same for any number of threads. */
    Volume run() {
        Size size = map.target().size();
        float[] voxels = new float[size.voxels()];
        IntStream.range(0, size.z()).parallel().forEach(k -> slice(k, voxels, size.index(0, 0, k)));
        return Volume.of(map.target(), voxels);
    }

    /** The target's slice k, written from {@code at} on. */
    void slice(int k, float[] into, int at) {
        int width = x.low.length;
        if (z.low[k] == AxisTable.OUTSIDE || x.span == 0 || y.span == 0) {
            Arrays.fill(into, at, at + width * y.low.length, outside);
            return;
        }
        float[] plane = plane(k);
        float[] row = new float[x.span];
        for (int j = 0; j < y.low.length; j++) {
            if (y.low[j] == AxisTable.OUTSIDE) {
                Arrays.fill(into, at + j * width, at + (j + 1) * width, outside);
                continue;
            }
            blend(plane, y.low[j] * x.span, plane, y.high[j] * x.span, y.weight[j], row);
            along(row, into, at + j * width);
        }
    }

    private float[] plane(int k) {
        float[] lower = new float[x.span * y.span];
        planes.read((z.first + z.low[k]) * z.stride, lower);
        if (z.weight[k] > 0) {
            float[] upper = new float[lower.length];
            planes.read((z.first + z.high[k]) * z.stride, upper);
            blend(lower, 0, upper, 0, z.weight[k], lower);
        }
        return lower;
    }

    private static void blend(float[] lower, int from, float[] upper, int upperFrom, float weight, float[] into) {
        if (weight == 0) {
            System.arraycopy(lower, from, into, 0, into.length);
            return;
        }
        for (int n = 0; n < into.length; n++) {
            into[n] = lower[from + n] + weight * (upper[upperFrom + n] - lower[from + n]);
        }
    }

    private void along(float[] row, float[] into, int at) {
        float centre = (float) values.centre();
        float factor = (float) (1 / values.divisor());
        for (int i = 0; i < x.low.length; i++) {
            int low = x.low[i];
            if (low == AxisTable.OUTSIDE) {
                into[at + i] = outside;
            } else {
                float value = row[low] + x.weight[i] * (row[x.high[i]] - row[low]);
                into[at + i] = (value - centre) * factor;
            }
        }
    }
}
