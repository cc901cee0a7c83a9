package org.attunet.data.transform;

import java.util.stream.IntStream;
import org.attunet.data.volume.Mask;
import org.attunet.data.volume.Size;

/** The label of the nearest voxel, on the target grid of a {@link GridMap} whose positions are whole indices. */
final class NearestSampler {
    private NearestSampler() {}

    /** Background where the map leads nowhere. */
    static Mask run(Mask source, GridMap map) {
        int[] x = new AxisTable(map.axis(0), source.size()).offsets();
        int[] y = new AxisTable(map.axis(1), source.size()).offsets();
        int[] z = new AxisTable(map.axis(2), source.size()).offsets();
        Size size = map.target().size();
        byte[] from = source.labels();
        byte[] labels = new byte[size.voxels()];
        IntStream.range(0, size.z()).parallel().filter(k -> z[k] >= 0).forEach(k -> {
            for (int j = 0; j < size.y(); j++) {
                if (y[j] >= 0) {
                    row(from, y[j] + z[k], x, labels, size.index(0, j, k));
                }
            }
        });
        return new Mask(map.target(), labels);
    }

    private static void row(byte[] from, int base, int[] x, byte[] labels, int at) {
        for (int i = 0; i < x.length; i++) {
            if (x[i] >= 0) {
                labels[at + i] = from[base + x[i]];
            }
        }
    }
}
