package org.attunet.eval.metric;

import java.util.Arrays;
import java.util.function.IntUnaryOperator;

/**
 * The planes across one axis that need looking at: those a label lies in and their neighbours, beyond the border of the grid
 * too. An organ and a speck far away then cost what the organ costs, and every voxel of a label has all its neighbours.
 */
final class Planes {
    /** Stands for a plane beyond the grid. */
    private static final int BEYOND = -1;

    private final int[] source;
    private final double[] position;

    private Planes(int[] source, double[] position) {
        this.source = source;
        this.position = position;
    }

    /**
     * The planes of a grid that may be coarser than the mask's.
     *
     * @param length planes of the grid
     * @param source the mask's plane that a plane of the grid takes its voxels from
     * @param step distance between planes of the grid
     */
    static Planes of(Extent extent, int axis, int length, IntUnaryOperator source, double step) {
        boolean[] kept = new boolean[length + 2];
        for (int n = 0; n < length; n++) {
            if (extent.has(axis, source.applyAsInt(n))) {
                kept[n] = true;
                kept[n + 1] = true;
                kept[n + 2] = true;
            }
        }
        int[] sources = new int[length + 2];
        double[] positions = new double[length + 2];
        int count = 0;
        for (int n = -1; n <= length; n++) {
            if (kept[n + 1]) {
                sources[count] = n < 0 || n == length ? BEYOND : source.applyAsInt(n);
                positions[count++] = n * step;
            }
        }
        return new Planes(Arrays.copyOf(sources, count), Arrays.copyOf(positions, count));
    }

    int count() {
        return source.length;
    }

    /** Whether the plane lies beyond the grid. */
    boolean isBeyond(int n) {
        return source[n] == BEYOND;
    }

    /** The mask's plane that is plane {@code n} here. */
    int source(int n) {
        return source[n];
    }

    /** Where each plane lies, ascending. Not to be written to. */
    double[] positions() {
        return position;
    }
}
