package org.attunet.data.phantom;

/** An axis-aligned box in canonical mm, possibly endless; both ends belong to it. */
record Box(Point low, Point high) {
    static Box around(Point centre, Point halfWidths) {
        return new Box(centre.plus(halfWidths.times(-1)), centre.plus(halfWidths));
    }

    Box unite(Box other) {
        return new Box(low.min(other.low), high.max(other.high));
    }

    Box intersect(Box other) {
        return new Box(low.max(other.low), high.min(other.high));
    }

    boolean contains(double x, double y, double z) {
        return x >= low.x() && x <= high.x() && y >= low.y() && y <= high.y() && z >= low.z() && z <= high.z();
    }
}
