package org.attunet.data.transform;

import java.util.stream.IntStream;
import org.attunet.data.volume.Mask;
import org.attunet.data.volume.Size;

/** The label of the nearest voxel, on the target grid of a {@link GridMap} whose positions are whole indices. */
final class NearestSampler {
    private NearestSampler() {}

    /** Background where the map leads nowhere. */
    static Mask run(Mask source, GridMap map) {
        AxisTable x = new AxisTable(map.axis(0), source.size());
        AxisTable y = new AxisTable(map.axis(1), source.size());
        AxisTable z = new AxisTable(map.axis(2), source.size());
        Size size = map.target().size();
        byte[] from = source.labels();
        byte[] labels = new byte[size.voxels()];
        IntStream.range(0, size.z()).parallel().filter(k -> z.offset[k] >= 0).forEach(k -> {
            for (int j = 0; j < size.y(); j++) {
                if (y.offset[j] >= 0) {
                    row(from, y.offset[j] + z.offset[k], x, labels, size.index(0, j, k));
                }
            }
        });
        return new Mask(map.target(), labels);
    }

    private static void row(byte[] from, int base, AxisTable x, byte[] labels, int at) {
        for (int i = 0; i < x.offset.length; i++) {
            if (x.offset[i] >= 0) {
                labels[at + i] = from[base + x.offset[i]];
            }
        }
    }
}
