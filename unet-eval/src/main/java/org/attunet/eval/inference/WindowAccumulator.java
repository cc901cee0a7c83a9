package org.attunet.eval.inference;

import java.util.Arrays;
import org.attunet.data.volume.Geometry;
import org.attunet.data.volume.Size;
import org.attunet.data.volume.Volume;

/**
 * Overlapping windows put together: the weighted mean of what they say of a voxel. Windows come slice by slice, so sums of
 * weights are kept for the slices of one window only.
 */
final class WindowAccumulator {
    /** Logit of background where no window was asked; minus it that of all other classes: odds of a billion. */
    static final float CERTAIN = 10;

    private final Geometry grid;
    private final Size window;
    private final float[] importance;
    private final float[][] sums;
    private final float[] ring;
    private int finished;

    /**
     * @param importance one weight a voxel of the window, in network order
     * @param classes logits per voxel
     */
    WindowAccumulator(Geometry grid, Size window, float[] importance, int classes) {
        Size size = grid.size();
        this.grid = grid;
        this.window = window;
        this.importance = importance;
        this.sums = new float[classes][size.voxels()];
        this.ring = new float[size.x() * size.y() * Math.min(window.z(), size.z())];
    }

    /** Adds one window; none that begins at an earlier slice may follow. */
    void add(WindowOrigin at, float[] logits, int offset) {
        finish(Math.max(0, at.z()));
        WindowTransfer patch = new WindowTransfer(at, window, grid.size());
        for (int c = 0; c < sums.length; c++) {
            patch.add(logits, offset + c * window.voxels(), importance, sums[c]);
        }
        patch.addWeight(importance, ring);
    }

    /** The logits of every class on the grid. */
    Volume[] volumes() {
        finish(grid.size().z());
        return Arrays.stream(sums).map(sum -> Volume.of(grid, sum)).toArray(Volume[]::new);
    }

    /** Divides all slices before {@code slice} by their weights. */
    private void finish(int slice) {
        int plane = grid.size().x() * grid.size().y();
        for (; finished < slice; finished++) {
            int slot = finished % Math.min(window.z(), grid.size().z()) * plane;
            divide(finished * plane, slot, plane);
            Arrays.fill(ring, slot, slot + plane, 0);
        }
    }

    private void divide(int from, int slot, int plane) {
        for (int c = 0; c < sums.length; c++) {
            float certain = c == 0 ? CERTAIN : -CERTAIN;
            for (int n = 0; n < plane; n++) {
                float weight = ring[slot + n];
                sums[c][from + n] = weight > 0 ? sums[c][from + n] / weight : certain;
            }
        }
    }
}
