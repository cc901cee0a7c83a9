package org.attunet.data.shape;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleUnaryOperator;

/**
 * A uniform Catmull-Rom curve through its points, with a mirrored neighbour beyond each end.
 *
 * @param points two at least
 */
public record Curve(List<Point> points) {
    /** The curve through these. */
    public static Curve through(Point... points) {
        return new Curve(List.of(points));
    }

    /** The position at {@code u}: 0 is the first point, 1 the last, the rest evenly between. */
    public Point at(double u) {
        int segments = points.size() - 1;
        int segment = Math.min(segments - 1, (int) (u * segments));
        double t = u * segments - segment;
        Point before = neighbour(segment - 1);
        Point from = neighbour(segment);
        Point to = neighbour(segment + 1);
        Point after = neighbour(segment + 2);
        double t2 = t * t;
        double t3 = t2 * t;
        return before.times((-t + 2 * t2 - t3) / 2)
                .plus(from.times((2 - 5 * t2 + 3 * t3) / 2))
                .plus(to.times((t + 4 * t2 - 3 * t3) / 2))
                .plus(after.times((t3 - t2) / 2));
    }

    private Point neighbour(int index) {
        int last = points.size() - 1;
        if (index < 0) {
            return points.get(0).times(2).plus(points.get(1).times(-1));
        }
        if (index > last) {
            return points.get(last).times(2).plus(points.get(last - 1).times(-1));
        }
        return points.get(index);
    }

    /** Balls at {@code count} evenly spaced parameters from 0 to 1, their radius in mm a function of the parameter. */
    public List<Tube.Ball> balls(int count, DoubleUnaryOperator radius) {
        List<Tube.Ball> balls = new ArrayList<>();
        for (int n = 0; n < count; n++) {
            double u = (double) n / (count - 1);
            balls.add(new Tube.Ball(at(u), radius.applyAsDouble(u)));
        }
        return balls;
    }
}
