package org.attunet.data.dicom;

import org.attunet.data.volume.Geometry;
import org.attunet.data.volume.Volume;

/**
 * HU of a whole stack, filled slice by slice: shorts as long as every value is an integer that fits, floats from the first
 * one that does not.
 */
final class RescaledStack {
    private final int pixels;
    private short[] shorts;
    private float[] floats;

    RescaledStack(int pixels, int depth) {
        this.pixels = pixels;
        this.shorts = new short[Math.multiplyExact(pixels, depth)];
    }

    /** Puts the HU of stored values in the place of a slice. */
    void put(int place, int[] raw, PixelFormat format, Rescale rescale) {
        if (floats == null && !fit(raw, format, rescale)) {
            widen();
        }
        int at = place * pixels;
        for (int n = 0; n < pixels; n++) {
            double value = rescale.apply(format.number(raw[n]));
            if (floats == null) {
                shorts[at + n] = (short) value;
            } else {
                floats[at + n] = (float) value;
            }
        }
    }

    private static boolean fit(int[] raw, PixelFormat format, Rescale rescale) {
        if (!rescale.keepsIntegers()) {
            return false;
        }
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (int value : raw) {
            low = Math.min(low, format.number(value));
            high = Math.max(high, format.number(value));
        }
        return isShort(rescale.apply(low)) && isShort(rescale.apply(high));
    }

    private static boolean isShort(double value) {
        return value >= Short.MIN_VALUE && value <= Short.MAX_VALUE;
    }

    private void widen() {
        floats = new float[shorts.length];
        for (int n = 0; n < floats.length; n++) {
            floats[n] = shorts[n];
        }
        shorts = null;
    }

    /** Fills the slices between two with what lies on the line between them. */
    void interpolate(int before, int behind) {
        for (int place = before + 1; place < behind; place++) {
            double weight = (place - before) / (double) (behind - before);
            for (int n = 0; n < pixels; n++) {
                double value = (1 - weight) * get(before, n) + weight * get(behind, n);
                set(place * pixels + n, value);
            }
        }
    }

    private double get(int place, int pixel) {
        int at = place * pixels + pixel;
        return floats == null ? shorts[at] : floats[at];
    }

    private void set(int at, double value) {
        if (floats == null) {
            shorts[at] = (short) Math.rint(value);
        } else {
            floats[at] = (float) value;
        }
    }

    Volume volume(Geometry geometry) {
        return floats == null ? Volume.of(geometry, shorts) : Volume.of(geometry, floats);
    }
}
