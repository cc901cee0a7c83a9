package org.attunet.eval.metric;

import java.util.Optional;
import java.util.stream.Stream;
import org.attunet.data.volume.Mask;
import org.attunet.data.volume.Size;

/** In which planes across each axis a label lies. */
final class Extent {
    private final boolean[][] used = new boolean[3][];
    private boolean empty = true;

    private Extent(Size size) {
        for (int axis = 0; axis < 3; axis++) {
            used[axis] = new boolean[size.along(axis)];
        }
    }

    /** Of either mask; nothing where both are empty. */
    static Optional<Extent> of(MaskPair masks, int label) {
        return Stream.of(masks.prediction(), masks.label())
                .parallel()
                .map(mask -> of(mask, label))
                .reduce(Extent::union)
                .filter(extent -> !extent.empty);
    }

    private static Extent of(Mask mask, int label) {
        Size size = mask.size();
        Extent extent = new Extent(size);
        for (int row = 0; row < size.y() * size.z(); row++) {
            int start = row * size.x();
            int end = start + size.x();
            for (int n = mask.next(label, start, end); n < end; n = mask.next(label, n + 1, end)) {
                extent.mark(n - start, row % size.y(), row / size.y());
            }
        }
        return extent;
    }

    private void mark(int i, int j, int k) {
        used[0][i] = true;
        used[1][j] = true;
        used[2][k] = true;
        empty = false;
    }

    private Extent union(Extent other) {
        for (int axis = 0; axis < 3; axis++) {
            for (int n = 0; n < used[axis].length; n++) {
                used[axis][n] |= other.used[axis][n];
            }
        }
        empty &= other.empty;
        return this;
    }

    /** Whether the label has a voxel in plane {@code n} across {@code axis}. */
    boolean has(int axis, int n) {
        return used[axis][n];
    }

    /** Planes across {@code axis}. */
    int length(int axis) {
        return used[axis].length;
    }
}
