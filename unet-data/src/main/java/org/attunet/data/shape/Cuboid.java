package org.attunet.data.shape;

/**
 * An axis-aligned box in mm, possibly endless; both ends belong to it.
 *
 * @param low its smallest coordinates
 * @param high its largest
 */
public record Cuboid(Point low, Point high) {
    /** The box that reaches {@code halfWidths} from its centre either way. */
    public static Cuboid around(Point centre, Point halfWidths) {
        return new Cuboid(centre.plus(halfWidths.times(-1)), centre.plus(halfWidths));
    }

    /** The smallest box that holds both. */
    public Cuboid unite(Cuboid other) {
        return new Cuboid(low.min(other.low), high.max(other.high));
    }

    /** What lies in both. */
    public Cuboid intersect(Cuboid other) {
        return new Cuboid(low.max(other.low), high.min(other.high));
    }

    /** Whether the point lies in it. */
    public boolean contains(double x, double y, double z) {
        return x >= low.x() && x <= high.x() && y >= low.y() && y <= high.y() && z >= low.z() && z <= high.z();
    }
}
