package org.attunet.data.fingerprint;

import org.attunet.data.volume.Volume;

/** Values around those of soft tissue, wherever a file's scale has its zero: air, fillings and metal are cut off. */
final class TissueWindow {
    /** HU on either side of soft tissue that still count. */
    private static final float HALF = 250;

    /** HU. */
    private static final int BIN = 16;

    private static final int BINS = 1024;
    /** No tissue is below, and fillings that are would leave no bins for it. */
    private static final float LOWEST = -5000;

    /** Share of the values that are no bone or contrast agent. */
    private static final double DULL = 0.98;
    /** HU by which soft tissue is below bone at most. */
    private static final int DEPTH = 450;

    private final long[] counts = new long[BINS];
    private final float floor;

    private TissueWindow(float[] values) {
        float lowest = Float.MAX_VALUE;
        for (float value : values) {
            lowest = Float.isFinite(value) ? Math.min(lowest, value) : lowest;
        }
        floor = Math.max(lowest, LOWEST);
        for (float value : values) {
            if (Float.isFinite(value)) {
                counts[(int) Math.max(0, Math.min(BINS - 1, (value - floor) / BIN))]++;
            }
        }
    }

    /** A copy of the values as differences from the most frequent one of soft tissue, cut off {@value #HALF} above and below. */
    static float[] apply(Volume image) {
        float[] values = image.floats().clone();
        float centre = new TissueWindow(values).centre();
        for (int n = 0; n < values.length; n++) {
            float value = Float.isFinite(values[n]) ? values[n] - centre : -HALF;
            values[n] = Math.max(-HALF, Math.min(HALF, value));
        }
        return values;
    }

    private float centre() {
        int bright = bright();
        int best = bright;
        for (int bin = Math.max(1, bright - DEPTH / BIN); bin < bright; bin++) {
            best = around(bin) > around(best) ? bin : best;
        }
        return floor + (best + 0.5f) * BIN;
    }

    private int bright() {
        long all = 0;
        for (long count : counts) {
            all += count;
        }
        long below = 0;
        int bin = -1;
        while (bin < BINS - 1 && below < DULL * all) {
            below += counts[++bin];
        }
        return Math.max(0, bin);
    }

    /** Noise makes single bins jump. */
    private long around(int bin) {
        return counts[Math.max(0, bin - 1)] + 2 * counts[bin] + counts[Math.min(BINS - 1, bin + 1)];
    }
}
