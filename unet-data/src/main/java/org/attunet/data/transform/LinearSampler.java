package org.attunet.data.transform;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.attunet.data.volume.Size;
import org.attunet.data.volume.Volume;

/**
 * Trilinear interpolation of a volume on the target grid of a {@link GridMap}, values rescaled on the way. Reads only the
 * voxels it needs.
 */
final class LinearSampler {
    private final GridMap map;
    private final short[] shorts;
    private final float[] floats;
    private final AxisTable x;
    private final AxisTable y;
    private final AxisTable z;
    private final float low;
    private final float high;
    private final Rescale values;
    private final float outside;

    /** {@code outside} is the value where the map leads nowhere; it is not rescaled. */
    LinearSampler(Volume source, Rescale values, GridMap map, float outside) {
        this.map = map;
        this.values = values;
        this.outside = outside;
        low = (float) values.low();
        high = (float) values.high();
        shorts = source.isShort() ? source.shorts() : null;
        floats = source.isShort() ? null : source.floats();
        x = new AxisTable(map.axis(0), source.size());
        y = new AxisTable(map.axis(1), source.size());
        z = new AxisTable(map.axis(2), source.size());
    }

    /** The whole target grid; the same for any number of threads. */
    Volume run() {
        Size size = map.target().size();
        float[] voxels = new float[size.voxels()];
        IntStream.range(0, size.z()).parallel().forEach(k -> {
            for (int j = 0; j < size.y(); j++) {
                row(j, k, voxels, size.index(0, j, k));
            }
        });
        return Volume.of(map.target(), voxels);
    }

    /** The target's voxels (0…, j, k), written from {@code at} on. */
    void row(int j, int k, float[] into, int at) {
        int length = x.offset.length;
        if (y.offset[j] == AxisTable.OUTSIDE || z.offset[k] == AxisTable.OUTSIDE) {
            Arrays.fill(into, at, at + length, outside);
            return;
        }
        int base = y.offset[j] + z.offset[k];
        for (int i = 0; i < length; i++) {
            into[at + i] = x.offset[i] == AxisTable.OUTSIDE ? outside : interpolate(i, base, j, k);
        }
    }

    private float interpolate(int i, int base, int j, int k) {
        int corner = base + x.offset[i];
        int across = x.step[i];
        float share = x.weight[i];
        int up = z.step[k];
        float front = between(pair(corner, across, share), pair(corner + y.step[j], across, share), y.weight[j]);
        if (up == 0) {
            return (float) ((front - values.centre()) / values.divisor());
        }
        corner += up;
        float back = between(pair(corner, across, share), pair(corner + y.step[j], across, share), y.weight[j]);
        return (float) ((between(front, back, z.weight[k]) - values.centre()) / values.divisor());
    }

    private float pair(int index, int step, float weight) {
        return between(voxel(index), voxel(index + step), weight);
    }

    private float voxel(int index) {
        float value = shorts != null ? shorts[index] : floats[index];
        return value < low ? low : value > high ? high : value;
    }

    private static float between(float lower, float upper, float weight) {
        return lower + weight * (upper - lower);
    }
}
