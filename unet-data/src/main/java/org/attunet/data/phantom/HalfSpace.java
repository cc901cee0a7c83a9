package org.attunet.data.phantom;

/** Everything on one side of a plane across an axis: where sign · (coordinate − position) is positive. */
record HalfSpace(int axis, double position, int sign) implements Solid {
    @Override
    public double distance(double x, double y, double z) {
        double coordinate = axis == 0 ? x : axis == 1 ? y : z;
        return sign * (position - coordinate);
    }

    @Override
    public Cuboid reach(double margin) {
        double infinite = Double.POSITIVE_INFINITY;
        double edge = position - sign * margin;
        double low = sign > 0 ? edge : -infinite;
        double high = sign > 0 ? infinite : edge;
        return new Cuboid(along(low, -infinite), along(high, infinite));
    }

    private Point along(double here, double elsewhere) {
        return new Point(axis == 0 ? here : elsewhere, axis == 1 ? here : elsewhere, axis == 2 ? here : elsewhere);
    }
}
