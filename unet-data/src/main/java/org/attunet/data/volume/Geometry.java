package org.attunet.data.volume;

/**
 * A voxel grid in the body.
 *
 * @param size voxels along each array axis
 * @param affine voxel index (i, j, k) to RAS mm of the voxel's centre
 */
public record Geometry(Size size, Affine affine) {
    /** Millimetres between voxels: the lengths of the affine's columns. */
    public Spacing spacing() {
        return affine.spacing();
    }

    /** How the array axes lie in the body. */
    public Orientation orientation() {
        return Orientation.of(affine);
    }

    /** Volume of one voxel in cubic millimetres, oblique or sheared grids included. */
    public double voxelVolume() {
        return Math.abs(affine.determinant());
    }

    /** Whether the other grid has the same size and no corner lies more than {@code millimetres} away. */
    public boolean matches(Geometry other, double millimetres) {
        return size.equals(other.size) && cornerDistance(other) <= millimetres;
    }

    /** Largest distance in mm between corresponding corner voxels of the two grids. */
    public double cornerDistance(Geometry other) {
        double max = 0;
        for (int corner = 0; corner < 8; corner++) {
            double[] a = corner(corner);
            double[] b = other.corner(corner);
            max = Math.max(max, Math.sqrt(square(a[0] - b[0]) + square(a[1] - b[1]) + square(a[2] - b[2])));
        }
        return max;
    }

    private double[] corner(int corner) {
        return affine.apply(
                (corner & 1) * (size.x() - 1), (corner >> 1 & 1) * (size.y() - 1), (corner >> 2) * (size.z() - 1));
    }

    private static double square(double value) {
        return value * value;
    }
}
