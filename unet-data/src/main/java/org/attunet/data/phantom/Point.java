package org.attunet.data.phantom;

/** A position, displacement or triple of radii in mm. */
record Point(double x, double y, double z) {
    Point plus(Point other) {
        return plus(other.x, other.y, other.z);
    }

    Point plus(double dx, double dy, double dz) {
        return new Point(x + dx, y + dy, z + dz);
    }

    Point times(double factor) {
        return new Point(factor * x, factor * y, factor * z);
    }

    Point min(Point other) {
        return new Point(Math.min(x, other.x), Math.min(y, other.y), Math.min(z, other.z));
    }

    Point max(Point other) {
        return new Point(Math.max(x, other.x), Math.max(y, other.y), Math.max(z, other.z));
    }
}
