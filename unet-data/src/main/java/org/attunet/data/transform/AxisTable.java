package org.attunet.data.transform;

import org.attunet.data.volume.Size;

/** An {@link AxisMap} made ready for loops: neighbours on the source axis and the upper one's share. */
final class AxisTable {
    static final int OUTSIDE = -1;

    /** Offset between neighbours in the source's flat array. */
    final int stride;

    /** First source index that is needed; {@link #low} and {@link #high} count from here. */
    final int first;

    /** Source indices from the first that is needed to the last; 0 where none is. */
    final int span;

    /** Lower neighbour, or {@link #OUTSIDE}. */
    final int[] low;

    /** Upper neighbour; the lower one again where the position is a whole index. */
    final int[] high;

    /** The upper neighbour's share. */
    final float[] weight;

    AxisTable(AxisMap map, Size source) {
        stride = stride(source, map.sourceAxis());
        int length = map.length();
        low = new int[length];
        high = new int[length];
        weight = new float[length];
        int least = Integer.MAX_VALUE;
        int most = -1;
        for (int i = 0; i < length; i++) {
            double position = map.position(i);
            if (Double.isNaN(position)) {
                low[i] = OUTSIDE;
                continue;
            }
            low[i] = (int) Math.floor(position);
            weight[i] = (float) (position - low[i]);
            high[i] = weight[i] == 0 ? low[i] : low[i] + 1;
            least = Math.min(least, low[i]);
            most = Math.max(most, high[i]);
        }
        first = most < 0 ? 0 : least;
        span = most < 0 ? 0 : most - least + 1;
        for (int i = 0; i < length; i++) {
            if (low[i] != OUTSIDE) {
                low[i] -= first;
                high[i] -= first;
            }
        }
    }

    /** Offsets of the lower neighbours in the source's flat array, or {@link #OUTSIDE}. */
    int[] offsets() {
        int[] offsets = new int[low.length];
        for (int i = 0; i < low.length; i++) {
            offsets[i] = low[i] == OUTSIDE ? OUTSIDE : (first + low[i]) * stride;
        }
        return offsets;
    }

    private static int stride(Size size, int axis) {
        return axis == 0 ? 1 : axis == 1 ? size.x() : size.x() * size.y();
    }
}
