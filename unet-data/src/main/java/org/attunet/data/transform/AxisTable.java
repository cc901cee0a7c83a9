package org.attunet.data.transform;

import org.attunet.data.volume.Size;

/** An {@link AxisMap} made ready for a loop: offsets into the source's flat array and the weight of the upper neighbour. */
final class AxisTable {
    static final int OUTSIDE = -1;

    /** Flat offset of the lower neighbour, or {@link #OUTSIDE}. */
    final int[] offset;

    /** From the lower to the upper neighbour; 0 where the position is a whole index. */
    final int[] step;

    /** The upper neighbour's share. */
    final float[] weight;

    AxisTable(AxisMap map, Size source) {
        int stride = stride(source, map.sourceAxis());
        offset = new int[map.length()];
        step = new int[map.length()];
        weight = new float[map.length()];
        for (int i = 0; i < offset.length; i++) {
            double position = map.position(i);
            if (Double.isNaN(position)) {
                offset[i] = OUTSIDE;
                continue;
            }
            int low = (int) Math.floor(position);
            weight[i] = (float) (position - low);
            offset[i] = low * stride;
            step[i] = weight[i] == 0 ? 0 : stride;
        }
    }

    private static int stride(Size size, int axis) {
        return axis == 0 ? 1 : axis == 1 ? size.x() : size.x() * size.y();
    }
}
