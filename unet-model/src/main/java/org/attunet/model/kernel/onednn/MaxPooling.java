package org.attunet.model.kernel.onednn;

/** Maxima of 2 × 2 × 2 voxels; an odd last plane is dropped. The gradient goes to the first of equal maxima. */
final class MaxPooling {
    private static final Scratch LARGEST = new Scratch();
    private static final Scratch OTHER = new Scratch();
    private static final Scratch ROW = new Scratch();
    private static final Scratch LEFT = new Scratch();
    private static final Scratch VALUES = new Scratch();

    /** Makes every positive number but the smallest at least one. */
    private static final float HUGE = 1e38f;

    private MaxPooling() {}

    static void forward(Voxels in, Voxels out) {
        Rows source = new Rows(in);
        Rows target = new Rows(out);
        int channels = in.extent().channels();
        Rows.inParallel(out.extent(), (sample, x) -> {
            float[] largest = LARGEST.array(source.length());
            float[] other = OTHER.array(source.length());
            float[] row = ROW.array(target.length());
            for (int y = 0; y < out.extent().y(); y++) {
                source.read(sample, 2 * x, 2 * y, largest);
                for (int n = 1; n < 4; n++) {
                    source.read(sample, 2 * x + n / 2, 2 * y + n % 2, other);
                    keepLarger(largest, other, source.length());
                }
                for (int z = 0; z < out.extent().z(); z++) {
                    larger(largest, 2 * z * channels, row, z * channels, channels);
                }
                target.write(sample, x, y, row);
            }
        });
    }

    private static void keepLarger(float[] largest, float[] other, int count) {
        for (int n = 0; n < count; n++) {
            largest[n] = Math.max(largest[n], other[n]);
        }
    }

    private static void larger(float[] pair, int at, float[] row, int to, int channels) {
        for (int c = 0; c < channels; c++) {
            row[to + c] = Math.max(pair[at + c], pair[at + channels + c]);
        }
    }

    /** Adds to {@code byInput}. */
    static void backward(Voxels in, Voxels out, Voxels byOutput, Voxels byInput) {
        Rows source = new Rows(in);
        Rows target = new Rows(out);
        Rows gradient = new Rows(byOutput);
        Rows dx = new Rows(byInput);
        int channels = in.extent().channels();
        Rows.inParallel(out.extent(), (sample, x) -> {
            float[] largest = LARGEST.array(target.length());
            float[] left = LEFT.array(target.length());
            float[] v = VALUES.array(source.length());
            float[] row = ROW.array(source.length());
            for (int y = 0; y < out.extent().y(); y++) {
                target.read(sample, x, y, largest);
                gradient.read(sample, x, y, left);
                for (int n = 0; n < 4; n++) {
                    source.read(sample, 2 * x + n / 2, 2 * y + n % 2, v);
                    dx.read(sample, 2 * x + n / 2, 2 * y + n % 2, row);
                    for (int z = 0; z < 2 * out.extent().z(); z++) {
                        distributeGradient(v, z * channels, largest, left, z / 2 * channels, row, channels);
                    }
                    dx.write(sample, 2 * x + n / 2, 2 * y + n % 2, row);
                }
            }
        });
    }

    /** Gives what is left of the gradient to voxels that are the maximum; without branches, which would be coin tosses. */
    private static void distributeGradient(
            float[] v, int at, float[] largest, float[] left, int from, float[] row, int channels) {
        for (int c = 0; c < channels; c++) {
            float isBelow = Math.min(1, HUGE * (largest[from + c] - v[at + c]));
            float g = left[from + c] * (1 - isBelow);
            row[at + c] += g;
            left[from + c] -= g;
        }
    }
}
