package org.attunet.data.shape;

/**
 * An ellipsoid with half axes along x, y and z.
 *
 * @param radii the half axes, in mm
 */
public record Ellipsoid(Point centre, Point radii) implements Solid {
    @Override
    public double distance(double x, double y, double z) {
        double u = (x - centre.x()) / radii.x();
        double v = (y - centre.y()) / radii.y();
        double w = (z - centre.z()) / radii.z();
        return (Math.sqrt(u * u + v * v + w * w) - 1) * meanRadius();
    }

    @Override
    public Cuboid reach(double margin) {
        return Cuboid.around(centre, radii.times(Math.max(0, 1 + margin / meanRadius())));
    }

    private double meanRadius() {
        return StrictMath.cbrt(radii.x() * radii.y() * radii.z());
    }
}
