package org.attunet.data.phantom;

import java.util.ArrayList;
import java.util.List;
import org.attunet.data.shape.Point;

/** From world to canonical mm: a rigid motion with a scale, then a few smooth pushes, one after the other. */
final class Deformation {
    private static final int PUSHES = 6;
    private static final double PUSH_RADIUS = 40;

    /** Moves what lies around {@code centre}, fading as a Gaussian. */
    private record Push(Point centre, Point amount) {}

    private final double[][] rotation;
    private final Point shift;
    private final double scale;
    private final List<Push> pushes = new ArrayList<>();

    Deformation(PhantomRandom random, Difficulty difficulty) {
        double degrees = difficulty.poseDegrees();
        double mm = difficulty.poseMillimetres();
        double aboutX = StrictMath.toRadians(random.within(0.5) * degrees);
        double aboutY = StrictMath.toRadians(random.within(0.5) * degrees);
        double aboutZ = StrictMath.toRadians(random.within(1) * degrees);
        rotation = rotation(aboutX, aboutY, aboutZ);
        shift = new Point(random.within(mm), random.within(0.6 * mm), random.within(mm));
        scale = random.uniform(0.86, 1.1);
        double push = 1.5 * difficulty.warp() / Math.sqrt(3);
        for (int n = 0; n < PUSHES; n++) {
            Point centre = new Point(random.within(110), random.within(70), random.within(80));
            pushes.add(new Push(centre, random.normalPoint(push)));
        }
    }

    /** Rz · Ry · Rx. */
    private static double[][] rotation(double aboutX, double aboutY, double aboutZ) {
        double cx = StrictMath.cos(aboutX);
        double sx = StrictMath.sin(aboutX);
        double cy = StrictMath.cos(aboutY);
        double sy = StrictMath.sin(aboutY);
        double cz = StrictMath.cos(aboutZ);
        double sz = StrictMath.sin(aboutZ);
        return new double[][] {
            {cz * cy, cz * sy * sx - sz * cx, cz * sy * cx + sz * sx},
            {sz * cy, sz * sy * sx + cz * cx, sz * sy * cx - cz * sx},
            {-sy, cy * sx, cy * cx}
        };
    }

    /** Takes {@code point} (x, y, z) from world to canonical mm, in place. */
    void apply(double[] point) {
        double x = point[0] - shift.x();
        double y = point[1] - shift.y();
        double z = point[2] - shift.z();
        for (int c = 0; c < 3; c++) {
            point[c] = (rotation[0][c] * x + rotation[1][c] * y + rotation[2][c] * z) / scale;
        }
        for (Push push : pushes) {
            double dx = point[0] - push.centre.x();
            double dy = point[1] - push.centre.y();
            double dz = point[2] - push.centre.z();
            double weight = StrictMath.exp(-(dx * dx + dy * dy + dz * dz) / (2 * PUSH_RADIUS * PUSH_RADIUS));
            point[0] += weight * push.amount.x();
            point[1] += weight * push.amount.y();
            point[2] += weight * push.amount.z();
        }
    }
}
