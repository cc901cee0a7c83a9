package org.attunet.data.shape;

/**
 * An endless elliptic cylinder along z.
 *
 * @param radiusX half axis along x, in mm
 * @param radiusY half axis along y
 * @param scale mm of one unit of the ellipse, whose own radius is 1
 */
public record Column(double centreX, double centreY, double radiusX, double radiusY, double scale) implements Solid {
    /** With the mean of the radii as unit. */
    public static Column ellipse(double centreX, double centreY, double radiusX, double radiusY) {
        return new Column(centreX, centreY, radiusX, radiusY, Math.sqrt(radiusX * radiusY));
    }

    /** A round one. */
    public static Column circle(double centreX, double centreY, double radius) {
        return ellipse(centreX, centreY, radius, radius);
    }

    @Override
    public double distance(double x, double y, double z) {
        double u = (x - centreX) / radiusX;
        double v = (y - centreY) / radiusY;
        return (Math.sqrt(u * u + v * v) - 1) * scale;
    }

    @Override
    public Cuboid reach(double margin) {
        double factor = Math.max(0, 1 + margin / scale);
        return Cuboid.around(
                new Point(centreX, centreY, 0),
                new Point(radiusX * factor, radiusY * factor, Double.POSITIVE_INFINITY));
    }
}
