package org.attunet.eval.inference;

import java.util.Arrays;
import org.attunet.data.volume.Geometry;
import org.attunet.data.volume.Size;

/**
 * Overlapping windows put together: the weighted mean of what they say of a voxel. Windows come slice by slice, so sums are kept for the
 * slices of one window only; slices before that are finished and go to a sink.
 */
final class WindowAccumulator {
    /** Logit of background where no window was asked; minus it that of all other classes: odds of a billion. */
    static final float CERTAIN = 10;

    /** Slices that a sink gets at once, at most: as many as keep the processors busy. */
    private static final int SLAB = 32;

    private final Geometry grid;
    private final Size window;
    private final float[] importance;
    private final LogitSink sink;
    private final int plane;
    private final int depth;
    private final float[][] sums;
    private final float[] weights;
    private final float[][] last;
    private int finished;

    /**
     * @param importance one weight a voxel of the window, in network order
     * @param classes logits per voxel
     * @param sink gets every slice, of voxels that no window covers too
     */
    WindowAccumulator(Geometry grid, Size window, float[] importance, int classes, LogitSink sink) {
        this.grid = grid;
        this.window = window;
        this.importance = importance;
        this.sink = sink;
        this.plane = grid.size().x() * grid.size().y();
        this.depth = Math.min(window.z(), grid.size().z());
        this.sums = new float[classes][plane * depth];
        this.weights = new float[plane * depth];
        this.last = new float[classes][];
    }

    /** Adds one window; none that begins at an earlier slice may follow. */
    void add(WindowOrigin at, float[] logits, int offset) {
        finish(Math.max(0, at.z()));
        WindowTransfer patch = new WindowTransfer(at, window, grid.size());
        for (int c = 0; c < sums.length; c++) {
            patch.add(logits, offset + c * window.voxels(), importance, sums[c]);
        }
        patch.addWeight(importance, weights);
    }

    /** Nothing more comes. */
    void finish() {
        finish(grid.size().z());
    }

    /** Hands over all slices before {@code slice}. */
    private void finish(int slice) {
        while (finished < slice) {
            handOver(Math.min(slice, finished + Math.min(SLAB, depth)));
        }
    }

    private void handOver(int end) {
        int first = Math.max(0, finished - 1);
        float[][] slab = new float[sums.length][(end - first) * plane];
        for (int c = 0; c < slab.length; c++) {
            if (last[c] != null) {
                System.arraycopy(last[c], 0, slab[c], 0, plane);
            }
            for (int k = finished; k < end; k++) {
                divide(c, k % depth * plane, slab[c], (k - first) * plane);
            }
            last[c] = Arrays.copyOfRange(slab[c], slab[c].length - plane, slab[c].length);
        }
        for (; finished < end; finished++) {
            clear(finished % depth * plane);
        }
        Size size = new Size(grid.size().x(), grid.size().y(), end - first);
        sink.accept(first, Classes.volumes(new Geometry(size, grid.affine().movedTo(0, 0, first)), slab));
    }

    private void divide(int c, int from, float[] slab, int at) {
        float certain = c == 0 ? CERTAIN : -CERTAIN;
        for (int n = 0; n < plane; n++) {
            float weight = weights[from + n];
            slab[at + n] = weight > 0 ? sums[c][from + n] / weight : certain;
        }
    }

    private void clear(int from) {
        Arrays.fill(weights, from, from + plane, 0);
        for (float[] sum : sums) {
            Arrays.fill(sum, from, from + plane, 0);
        }
    }
}
