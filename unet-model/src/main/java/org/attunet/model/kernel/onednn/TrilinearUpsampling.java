package org.attunet.model.kernel.onednn;

import java.util.Arrays;
import org.attunet.model.kernel.LinearWeights;
import org.attunet.model.kernel.Shape;

/**
 * Trilinear enlargement by a whole factor into some channels of a wider activation, and its adjoint. Voxel centres lie at (o + ½) /
 * factor − ½, edges clamped. Along one axis, for samples a, b, c and factor 2:
 *
 * <pre>
 * output     0      1        2        3        4      5
 * position  −¼      ¼        ¾       1¼       1¾     2¼
 * value      a   ¾a + ¼b  ¼a + ¾b  ¾b + ¼c  ¼b + ¾c   c
 * </pre>
 */
final class TrilinearUpsampling {
    private static final Scratch BLEND = new Scratch();
    private static final Scratch SOURCE = new Scratch();
    private static final Scratch WIDE = new Scratch();
    private static final Scratch SUM = new Scratch();
    private static final Scratch ROW = new Scratch();
    private static final Scratch SLAB = new Scratch();

    private final Shape small;
    private final int factor;
    private final LinearWeights alongX;
    private final LinearWeights alongY;
    private final LinearWeights alongZ;

    TrilinearUpsampling(Shape small, int factor) {
        this.small = small;
        this.factor = factor;
        alongX = new LinearWeights(small.x(), factor);
        alongY = new LinearWeights(small.y(), factor);
        alongZ = new LinearWeights(small.z(), factor);
    }

    /** Channels of what is enlarged. */
    int channels() {
        return small.channels();
    }

    /** By which every axis is enlarged. */
    int factor() {
        return factor;
    }

    /** Plane x of the enlarged activation, whose rows are asked for one after the other. */
    Plane plane(Rows in, int sample, int x) {
        return new Plane(in, sample, x);
    }

    /** A plane of the first axis. What lies between two planes of the input is computed once for each of their rows. */
    final class Plane {
        private final Rows in;
        private final int sample;
        private final int x;
        private int lowRow = -1;
        private int highRow = -1;
        private float[] low;
        private float[] high;

        private Plane(Rows in, int sample, int x) {
            this.in = in;
            this.sample = sample;
            this.x = x;
            low = new float[in.length()];
            high = new float[factor == 1 ? 0 : in.length()];
        }

        /** Row y, into the channels of the wider row from {@code channel} on. */
        void row(int y, float[] wide, int width, int channel) {
            if (factor == 1) {
                in.read(sample, x, y, low);
                spread(low, channels(), wide, width, channel, small.z());
                return;
            }
            moveTo(alongY.low()[y], alongY.high()[y]);
            float[] blend = BLEND.array(in.length());
            blend(low, high, alongY.weight()[y], blend, in.length());
            for (int z = 0; z < small.z() * factor; z++) {
                mix(
                        blend,
                        alongZ.low()[z] * channels(),
                        alongZ.high()[z] * channels(),
                        alongZ.weight()[z],
                        wide,
                        z * width + channel,
                        channels());
            }
        }

        private void moveTo(int newLow, int newHigh) {
            if (newLow == highRow) {
                float[] free = low;
                low = high;
                high = free;
                lowRow = highRow;
                highRow = -1;
            }
            if (newLow != lowRow) {
                read(newLow, low);
                lowRow = newLow;
            }
            if (newHigh != highRow) {
                read(newHigh, high);
                highRow = newHigh;
            }
        }

        /** Row y of the input, between its planes before and behind. */
        private void read(int y, float[] row) {
            in.read(sample, alongX.low()[x], y, row);
            float w = alongX.weight()[x];
            if (w != 0) {
                float[] behind = SOURCE.array(in.length());
                in.read(sample, alongX.high()[x], y, behind);
                blend(row, behind, w, row, in.length());
            }
        }
    }

    private static void spread(float[] from, int channels, float[] to, int width, int channel, int voxels) {
        for (int z = 0; z < voxels; z++) {
            System.arraycopy(from, z * channels, to, z * width + channel, channels);
        }
    }

    /** What {@link #mix} does within one array; its offsets here would cost a twentieth of an inference. */
    private static void blend(float[] low, float[] high, float w, float[] out, int count) {
        for (int n = 0; n < count; n++) {
            out[n] = low[n] + w * (high[n] - low[n]);
        }
    }

    private static void mix(float[] v, int low, int high, float w, float[] out, int at, int count) {
        for (int c = 0; c < count; c++) {
            out[at + c] = v[low + c] + w * (v[high + c] - v[low + c]);
        }
    }

    /** Fills {@code dx}, or adds to it, from the channels of the wider gradient from {@code channel} on. */
    void adjoint(Rows gradient, int channel, Rows dx, boolean add) {
        Contributions ofX = new Contributions(alongX, small.x());
        int width = gradient.extent().channels();
        int wideZ = small.z() * factor;
        int length = wideZ * channels();
        Rows.inParallel(small, (sample, x) -> {
            float[] wide = WIDE.array(gradient.length());
            float[] sum = SUM.array(length);
            float[] row = ROW.array(dx.length());
            float[] slab = SLAB.array(small.y() * length);
            Arrays.fill(slab, 0, small.y() * length, 0);
            for (int y = 0; y < small.y() * factor; y++) {
                Arrays.fill(sum, 0, length, 0);
                for (int i = 0; i < ofX.count(x); i++) {
                    gradient.read(sample, ofX.output(x, i), y, wide);
                    gather(wide, width, channel, ofX.weight(x, i), sum, channels(), wideZ);
                }
                float w = alongY.weight()[y];
                Rows.addScaled(sum, 0, 1 - w, slab, alongY.low()[y] * length, length);
                Rows.addScaled(sum, 0, w, slab, alongY.high()[y] * length, length);
            }
            for (int y = 0; y < small.y(); y++) {
                if (add) {
                    dx.read(sample, x, y, row);
                } else {
                    Arrays.fill(row, 0, dx.length(), 0);
                }
                reduce(slab, y * length, row);
                dx.write(sample, x, y, row);
            }
        });
    }

    private static void gather(float[] wide, int width, int channel, float w, float[] sum, int channels, int voxels) {
        if (width == channels) {
            Rows.addScaled(wide, 0, w, sum, 0, voxels * channels);
            return;
        }
        for (int z = 0; z < voxels; z++) {
            Rows.addScaled(wide, z * width + channel, w, sum, z * channels, channels);
        }
    }

    private void reduce(float[] slab, int start, float[] row) {
        for (int z = 0; z < small.z() * factor; z++) {
            float w = alongZ.weight()[z];
            Rows.addScaled(slab, start + z * channels(), 1 - w, row, alongZ.low()[z] * channels(), channels());
            Rows.addScaled(slab, start + z * channels(), w, row, alongZ.high()[z] * channels(), channels());
        }
    }
}
