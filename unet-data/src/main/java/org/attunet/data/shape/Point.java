package org.attunet.data.shape;

/**
 * A position, displacement or triple of radii in mm.
 *
 * @param x from right to left
 * @param y from back to front
 * @param z from bottom to top
 */
public record Point(double x, double y, double z) {
    /** The sum. */
    public Point plus(Point other) {
        return plus(other.x, other.y, other.z);
    }

    /** The sum. */
    public Point plus(double dx, double dy, double dz) {
        return new Point(x + dx, y + dy, z + dz);
    }

    /** Every coordinate by the same factor. */
    public Point times(double factor) {
        return new Point(factor * x, factor * y, factor * z);
    }

    /** The smaller of each coordinate. */
    public Point min(Point other) {
        return new Point(Math.min(x, other.x), Math.min(y, other.y), Math.min(z, other.z));
    }

    /** The larger of each coordinate. */
    public Point max(Point other) {
        return new Point(Math.max(x, other.x), Math.max(y, other.y), Math.max(z, other.z));
    }
}
