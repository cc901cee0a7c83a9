package org.attunet.data.shape;

import java.util.List;

/** A union of balls: close together along a curve they make a tube. */
public final class Tube implements Solid {
    /**
     * One ball.
     *
     * @param radius in mm
     */
    public record Ball(Point centre, double radius) {}

    private final double[] x;
    private final double[] y;
    private final double[] z;
    private final double[] radius;

    /** What these balls hold together. */
    public Tube(List<Ball> balls) {
        x = balls.stream().mapToDouble(ball -> ball.centre().x()).toArray();
        y = balls.stream().mapToDouble(ball -> ball.centre().y()).toArray();
        z = balls.stream().mapToDouble(ball -> ball.centre().z()).toArray();
        radius = balls.stream().mapToDouble(Ball::radius).toArray();
    }

    @Override
    public double distance(double px, double py, double pz) {
        double nearest = Double.POSITIVE_INFINITY;
        for (int n = 0; n < radius.length; n++) {
            double dx = px - x[n];
            double dy = py - y[n];
            double dz = pz - z[n];
            nearest = Math.min(nearest, Math.sqrt(dx * dx + dy * dy + dz * dz) - radius[n]);
        }
        return nearest;
    }

    @Override
    public Cuboid reach(double margin) {
        Cuboid box = null;
        for (int n = 0; n < radius.length; n++) {
            double half = Math.max(0, radius[n] + margin);
            Cuboid ball = Cuboid.around(new Point(x[n], y[n], z[n]), new Point(half, half, half));
            box = box == null ? ball : box.unite(ball);
        }
        return box;
    }
}
