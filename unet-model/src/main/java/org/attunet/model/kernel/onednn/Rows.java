package org.attunet.model.kernel.onednn;

import java.util.stream.IntStream;
import org.attunet.model.kernel.Shape;

/** Rows of an activation, [Z, C] at one sample, x and y, and work on its slabs of one x. */
final class Rows {
    private final Voxels voxels;
    private final Shape extent;
    private final int length;

    Rows(Voxels voxels) {
        this.voxels = voxels;
        this.extent = voxels.extent();
        this.length = extent.z() * extent.channels();
    }

    Shape extent() {
        return extent;
    }

    /** Numbers of a row. */
    int length() {
        return length;
    }

    void read(int sample, int x, int y, float[] row) {
        voxels.read(sample, (x * extent.y() + y) * length, row, length);
    }

    void write(int sample, int x, int y, float[] row) {
        voxels.write(sample, (x * extent.y() + y) * length, row, length);
    }

    /** {@code to += w · from} over {@code count} numbers. */
    static void addScaled(float[] from, int first, float w, float[] to, int at, int count) {
        for (int n = 0; n < count; n++) {
            to[at + n] += w * from[first + n];
        }
    }

    /** What to do with a slab. */
    interface Slab {
        void accept(int sample, int x);
    }

    static void inParallel(Shape extent, Slab body) {
        IntStream.range(0, extent.samples() * extent.x())
                .parallel()
                .forEach(n -> body.accept(n / extent.x(), n % extent.x()));
    }
}
