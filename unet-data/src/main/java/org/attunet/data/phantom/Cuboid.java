package org.attunet.data.phantom;

/** An axis-aligned box in canonical mm, possibly endless; both ends belong to it. */
record Cuboid(Point low, Point high) {
    static Cuboid around(Point centre, Point halfWidths) {
        return new Cuboid(centre.plus(halfWidths.times(-1)), centre.plus(halfWidths));
    }

    Cuboid unite(Cuboid other) {
        return new Cuboid(low.min(other.low), high.max(other.high));
    }

    Cuboid intersect(Cuboid other) {
        return new Cuboid(low.max(other.low), high.min(other.high));
    }

    boolean contains(double x, double y, double z) {
        return x >= low.x() && x <= high.x() && y >= low.y() && y <= high.y() && z >= low.z() && z <= high.z();
    }
}
