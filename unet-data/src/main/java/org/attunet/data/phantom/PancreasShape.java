package org.attunet.data.phantom;

import java.util.ArrayList;
import java.util.List;
import org.attunet.data.shape.Column;
import org.attunet.data.shape.Curve;
import org.attunet.data.shape.HalfSpace;
import org.attunet.data.shape.Point;
import org.attunet.data.shape.Solid;
import org.attunet.data.shape.Tube;

/** The pancreas from head (thick) to tail (thin) with its lobules, and the veins that run along it. */
final class PancreasShape {
    private static final int SAMPLES = 56;
    private static final int LOBULES = 40;
    private static final int VEIN_FROM = 24;
    private static final int VEIN_TO = 53;
    private static final int MESENTERIC_SAMPLE = 18;

    private static final double[] POSITIONS = {0, 0.18, 0.36, 0.55, 0.8, 1};
    private static final double[] RADII = {13, 15, 8.5, 10.5, 9.5, 6.5};

    private PancreasShape() {}

    /** Balls along the organ's axis, before lobules. */
    static List<Tube.Ball> axis(Curve course, PhantomRandom random) {
        double size = random.uniform(0.85, 1.12);
        double waves = random.uniform(5, 8);
        double phase = random.uniform(0, 1);
        return course.balls(
                SAMPLES, u -> radius(u) * size * (1 + 0.1 * StrictMath.sin(2 * Math.PI * (u * waves + phase))));
    }

    /** Mean radius in mm, linear between the tabulated ones. */
    private static double radius(double u) {
        int n = 1;
        while (n < POSITIONS.length - 1 && u > POSITIONS[n]) {
            n++;
        }
        double t = (u - POSITIONS[n - 1]) / (POSITIONS[n] - POSITIONS[n - 1]);
        return RADII[n - 1] + t * (RADII[n] - RADII[n - 1]);
    }

    /** The axis with smaller balls on its surface. */
    static List<Tube.Ball> withLobules(List<Tube.Ball> axis, PhantomRandom random) {
        List<Tube.Ball> balls = new ArrayList<>(axis);
        for (int n = 0; n < LOBULES; n++) {
            Tube.Ball parent = axis.get(random.index(axis.size()));
            Point centre = parent.centre().plus(random.direction().times(0.75 * parent.radius()));
            balls.add(new Tube.Ball(centre, random.uniform(0.35, 0.5) * parent.radius()));
        }
        return balls;
    }

    /** Behind body and tail. */
    static Solid splenicVein(List<Tube.Ball> axis, PhantomRandom random) {
        double radius = random.uniform(4, 5);
        return new Tube(axis.subList(VEIN_FROM, VEIN_TO + 1).stream()
                .map(ball -> new Tube.Ball(ball.centre().plus(0, -(1.05 * ball.radius() + 3), 0), radius))
                .toList());
    }

    /** Upright behind the neck. */
    static Solid mesentericVein(List<Tube.Ball> axis) {
        Point neck = axis.get(MESENTERIC_SAMPLE).centre();
        return Column.circle(neck.x(), neck.y() - 16, 6)
                .and(new HalfSpace(2, -22 - 34, 1))
                .and(new HalfSpace(2, -22 + 34, -1));
    }
}
