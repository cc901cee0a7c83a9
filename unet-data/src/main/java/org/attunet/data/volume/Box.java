package org.attunet.data.volume;

import java.util.Optional;

/**
 * Voxels {@code x0 ≤ i < x1}, {@code y0 ≤ j < y1}, {@code z0 ≤ k < z1} of a grid. An organ fills a few percent of a CT, so
 * work on it is done inside such a box.
 *
 * @param x0 first index along the first axis
 * @param y0 along the second
 * @param z0 along the third
 * @param x1 one past the last index along the first axis
 * @param y1 along the second
 * @param z1 along the third
 */
public record Box(int x0, int y0, int z0, int x1, int y1, int z1) {
    /** Refuses a box without a voxel. */
    public Box {
        if (x1 <= x0 || y1 <= y0 || z1 <= z0) {
            throw new IllegalArgumentException("a box from " + x0 + ", " + y0 + ", " + z0 + " to " + x1 + ", " + y1
                    + ", " + z1 + " holds no voxel");
        }
    }

    /** The smallest box that holds every voxel of {@code label}; nothing where there is none. */
    public static Optional<Box> around(Mask mask, int label) {
        if (label < 1 || label > 255) {
            throw new IllegalArgumentException("a label with a box is 1…255, not " + label);
        }
        Size size = mask.size();
        Box box = null;
        for (int k = 0; k < size.z(); k++) {
            for (int j = 0; j < size.y(); j++) {
                int row = size.index(0, j, k);
                int first = mask.next(label, row, row + size.x());
                if (first < row + size.x()) {
                    int last = last(mask, label, row, row + size.x());
                    Box found = new Box(first - row, j, k, last - row + 1, j + 1, k + 1);
                    box = box == null ? found : box.union(found);
                }
            }
        }
        return Optional.ofNullable(box);
    }

    private static int last(Mask mask, int label, int from, int to) {
        int n = to - 1;
        while (n >= from && mask.get(n) != label) {
            n--;
        }
        return n;
    }

    /** The smallest box that holds both. */
    public Box union(Box other) {
        return new Box(
                Math.min(x0, other.x0),
                Math.min(y0, other.y0),
                Math.min(z0, other.z0),
                Math.max(x1, other.x1),
                Math.max(y1, other.y1),
                Math.max(z1, other.z1));
    }

    /** First index along {@code axis}. */
    public int from(int axis) {
        return axis == 0 ? x0 : axis == 1 ? y0 : z0;
    }

    /** One past the last index along {@code axis}. */
    public int to(int axis) {
        return axis == 0 ? x1 : axis == 1 ? y1 : z1;
    }

    /** Voxels along each axis. */
    public Size size() {
        return new Size(x1 - x0, y1 - y0, z1 - z0);
    }
}
