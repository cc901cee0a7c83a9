package org.attunet.data.volume;

/**
 * Number of voxels along each array axis; the flat index of voxel (i, j, k) is {@code i + x * (j + y * k)}.
 *
 * @param x voxels along the first, fastest axis
 * @param y voxels along the second axis
 * @param z voxels along the third, slowest axis
 */
public record Size(int x, int y, int z) {
    /** Refuses empty axes and grids that one Java array cannot hold. */
    public Size {
        if (x < 1 || y < 1 || z < 1) {
            throw new IllegalArgumentException("a grid needs at least one voxel an axis, not " + x + "×" + y + "×" + z);
        }
        if ((double) x * y * z > Integer.MAX_VALUE - 8) {
            throw new IllegalArgumentException("a grid of " + x + "×" + y + "×" + z + " voxels is too large");
        }
    }

    /** A cube. */
    public static Size cube(int edge) {
        return new Size(edge, edge, edge);
    }

    /** Voxels in all. */
    public int voxels() {
        return x * y * z;
    }

    /** Voxels along {@code axis} (0, 1 or 2). */
    public int along(int axis) {
        return switch (axis) {
            case 0 -> x;
            case 1 -> y;
            case 2 -> z;
            default -> throw new IllegalArgumentException("axis " + axis);
        };
    }

    /** Flat index of voxel (i, j, k). */
    public int index(int i, int j, int k) {
        return i + x * (j + y * k);
    }

    /** Whether voxel (i, j, k) lies on this grid. */
    public boolean contains(int i, int j, int k) {
        return i >= 0 && j >= 0 && k >= 0 && i < x && j < y && k < z;
    }

    /** {@code {x, y, z}}. */
    public int[] toArray() {
        return new int[] {x, y, z};
    }

    /** From {@code {x, y, z}}. */
    public static Size of(int... xyz) {
        return new Size(xyz[0], xyz[1], xyz[2]);
    }

    @Override
    public String toString() {
        return x + "×" + y + "×" + z;
    }
}
