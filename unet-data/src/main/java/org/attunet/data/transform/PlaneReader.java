package org.attunet.data.transform;

import org.attunet.data.volume.Volume;

/** Reads the part that two axis tables need of a source plane, clipped, as floats: the first table's axis fastest. */
final class PlaneReader {
    private final short[] shorts;
    private final float[] floats;
    private final float low;
    private final float high;
    private final AxisTable x;
    private final AxisTable y;

    PlaneReader(Volume source, Rescale values, AxisTable x, AxisTable y) {
        shorts = source.isShort() ? source.shorts() : null;
        floats = source.isShort() ? null : source.floats();
        low = (float) values.low();
        high = (float) values.high();
        this.x = x;
        this.y = y;
    }

    /** The plane whose voxel (0, 0) lies at {@code offset} of the source. */
    void read(int offset, float[] into) {
        int origin = offset + x.first * x.stride + y.first * y.stride;
        if (x.stride < y.stride) {
            for (int j = 0; j < y.span; j++) {
                line(origin + j * y.stride, x.stride, x.span, into, j * x.span, 1);
            }
        } else {
            // The order in which the source lies in memory.
            for (int i = 0; i < x.span; i++) {
                line(origin + i * x.stride, y.stride, y.span, into, i, x.span);
            }
        }
        if (low > Float.NEGATIVE_INFINITY || high < Float.POSITIVE_INFINITY) {
            clip(into);
        }
    }

    private void line(int from, int step, int length, float[] into, int at, int atStep) {
        if (shorts != null) {
            for (int n = 0; n < length; n++) {
                into[at + n * atStep] = shorts[from + n * step];
            }
        } else {
            for (int n = 0; n < length; n++) {
                into[at + n * atStep] = floats[from + n * step];
            }
        }
    }

    private void clip(float[] values) {
        for (int n = 0; n < values.length; n++) {
            float value = values[n];
            values[n] = value < low ? low : value > high ? high : value;
        }
    }
}
