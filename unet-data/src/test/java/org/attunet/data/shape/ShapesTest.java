package org.attunet.data.shape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ShapesTest {
    private static final Point CENTRE = new Point(3, -2, 5);

    @Test
    void distanceIsZeroOnTheSurfaceAndNegativeInside() {
        Solid ellipsoid = new Ellipsoid(CENTRE, new Point(10, 20, 30));
        assertThat(ellipsoid.distance(13, -2, 5)).isCloseTo(0, within(1e-12));
        assertThat(ellipsoid.distance(3, 18, 5)).isCloseTo(0, within(1e-12));
        assertThat(ellipsoid.distance(3, -2, 5)).isNegative();
        Solid ball = new Tube(List.of(new Tube.Ball(CENTRE, 4)));
        assertThat(ball.distance(3, -2, 12)).isCloseTo(3, within(1e-12));
        assertThat(Column.circle(0, 0, 9).distance(0, 12, 1e6)).isCloseTo(3, within(1e-12));
        assertThat(new HalfSpace(1, 7, -1).distance(0, 9, 0)).isCloseTo(2, within(1e-12));
        assertThat(new HalfSpace(1, 7, 1).distance(0, 9, 0)).isCloseTo(-2, within(1e-12));
    }

    @Test
    void reachHoldsEveryPointWithinTheMargin() {
        Solid ellipsoid = new Ellipsoid(CENTRE, new Point(10, 20, 30));
        Solid tube = new Tube(List.of(new Tube.Ball(CENTRE, 4), new Tube.Ball(new Point(20, 0, 0), 9)));
        Solid column = Column.ellipse(1, 2, 30, 12);
        Solid slab = new HalfSpace(2, -10, 1).and(new HalfSpace(2, 10, -1));
        List<Solid> shapes = List.of(
                ellipsoid,
                tube,
                column,
                slab,
                ellipsoid.or(tube),
                column.and(slab),
                tube.grown(3),
                ellipsoid.grown(-6));
        Random random = new Random(5);
        for (Solid shape : shapes) {
            for (int n = 0; n < 2000; n++) {
                double x = 120 * random.nextDouble() - 60;
                double y = 120 * random.nextDouble() - 60;
                double z = 120 * random.nextDouble() - 60;
                if (shape.distance(x, y, z) <= 5) {
                    assertThat(shape.reach(5).contains(x, y, z))
                            .as("%s at %s %s %s", shape, x, y, z)
                            .isTrue();
                }
            }
        }
    }

    @Test
    void aCurveMeetsItsPointsAndStaysStraightThroughStraightOnes() {
        Curve curve = Curve.through(new Point(0, 0, 0), new Point(1, 5, 0), new Point(4, 2, 2), new Point(0, 0, 9));
        assertThat(curve.at(0)).isEqualTo(new Point(0, 0, 0));
        assertThat(curve.at(1)).isEqualTo(new Point(0, 0, 9));
        assertThat(curve.at(1.0 / 3).y()).isCloseTo(5, within(1e-12));
        Curve line = Curve.through(new Point(0, 0, 0), new Point(1, 1, 1), new Point(2, 2, 2));
        assertThat(line.at(0.3).x()).isCloseTo(0.6, within(1e-12));
    }
}
