package org.attunet.data.shape;

/** A solid in mm, by a distance that is negative inside. */
public interface Solid {
    /** Millimetres from the surface, negative inside; for ellipsoids an approximation that is exact on the surface. */
    double distance(double x, double y, double z);

    /** A box that holds every point whose {@link #distance} is at most {@code margin}. */
    Cuboid reach(double margin);

    /** What lies in either. */
    default Solid or(Solid other) {
        Solid self = this;
        return new Solid() {
            @Override
            public double distance(double x, double y, double z) {
                return Math.min(self.distance(x, y, z), other.distance(x, y, z));
            }

            @Override
            public Cuboid reach(double margin) {
                return self.reach(margin).unite(other.reach(margin));
            }
        };
    }

    /** What lies in both. */
    default Solid and(Solid other) {
        Solid self = this;
        return new Solid() {
            @Override
            public double distance(double x, double y, double z) {
                return Math.max(self.distance(x, y, z), other.distance(x, y, z));
            }

            @Override
            public Cuboid reach(double margin) {
                return self.reach(margin).intersect(other.reach(margin));
            }
        };
    }

    /** Grown by {@code millimetres} on all sides; shrunk where they are negative. */
    default Solid grown(double millimetres) {
        Solid self = this;
        return new Solid() {
            @Override
            public double distance(double x, double y, double z) {
                return self.distance(x, y, z) - millimetres;
            }

            @Override
            public Cuboid reach(double margin) {
                return self.reach(margin + millimetres);
            }
        };
    }
}
