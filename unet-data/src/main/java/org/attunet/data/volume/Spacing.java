package org.attunet.data.volume;

/**
 * Millimetres between neighbouring voxel centres along each array axis.
 *
 * @param x along the first axis
 * @param y along the second axis
 * @param z along the third axis
 */
public record Spacing(double x, double y, double z) {
    /** Refuses what is no distance. */
    public Spacing {
        if (!(x > 0 && y > 0 && z > 0) || x + y + z == Double.POSITIVE_INFINITY) {
            throw new IllegalArgumentException(
                    "voxel spacing must be positive, not " + x + " × " + y + " × " + z + " mm");
        }
    }

    /** The same distance along every axis. */
    public static Spacing isotropic(double millimetres) {
        return new Spacing(millimetres, millimetres, millimetres);
    }

    /** Millimetres along {@code axis} (0, 1 or 2). */
    public double along(int axis) {
        return axis == 0 ? x : axis == 1 ? y : z;
    }

    /** The largest of the three. */
    public double coarsest() {
        return Math.max(x, Math.max(y, z));
    }

    /** {@code {x, y, z}}. */
    public double[] toArray() {
        return new double[] {x, y, z};
    }

    /** Volume of one voxel in cubic millimetres; exact only where the axes are orthogonal. */
    public double voxelVolume() {
        return x * y * z;
    }
}
