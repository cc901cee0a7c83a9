package org.attunet.data.shape;

/**
 * Everything on one side of a plane across an axis: where sign · (coordinate − position) is positive.
 *
 * @param axis 0, 1 or 2
 * @param position of the plane, in mm
 * @param sign 1 or −1
 */
public record HalfSpace(int axis, double position, int sign) implements Solid {
    @Override
    public double distance(double x, double y, double z) {
        double coordinate = axis == 0 ? x : axis == 1 ? y : z;
        return sign * (position - coordinate);
    }

    @Override
    public Cuboid reach(double margin) {
        double infinite = Double.POSITIVE_INFINITY;
        double plane = position - sign * margin;
        double low = sign > 0 ? plane : -infinite;
        double high = sign > 0 ? infinite : plane;
        return new Cuboid(along(low, -infinite), along(high, infinite));
    }

    private Point along(double here, double elsewhere) {
        return new Point(axis == 0 ? here : elsewhere, axis == 1 ? here : elsewhere, axis == 2 ? here : elsewhere);
    }
}
