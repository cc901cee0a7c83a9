package org.attunet.data.phantom;

import java.util.ArrayList;
import java.util.List;
import org.attunet.data.shape.Column;
import org.attunet.data.shape.Curve;
import org.attunet.data.shape.Ellipsoid;
import org.attunet.data.shape.HalfSpace;
import org.attunet.data.shape.Point;
import org.attunet.data.shape.Solid;
import org.attunet.data.shape.Tube;

/**
 * Draws one abdomen. Every tissue near the pancreas is within a few HU of it except in the easy case, so neither a
 * threshold nor a place finds the organ.
 */
final class AbdomenBuilder {
    private static final double FAT = -90;
    private static final double GAS = -750;
    private static final int LOOP_SAMPLES = 40;

    private final PhantomRandom random;
    private final Difficulty difficulty;
    private final List<Layer> layers = new ArrayList<>();

    private final double pancreasHu;
    private final double bloodHu;
    private final double enhancement;

    private Solid cavity;
    /** y of the cavity's posterior wall. */
    private double back;

    private AbdomenBuilder(PhantomRandom random, Difficulty difficulty) {
        this.random = random;
        this.difficulty = difficulty;
        this.enhancement = difficulty.enhancement();
        this.pancreasHu = 42 + random.normal(4);
        this.bloodHu = pancreasHu + random.uniform(-6, 10) + 70 * enhancement;
    }

    static Abdomen draw(PhantomRandom random, Difficulty difficulty) {
        AbdomenBuilder builder = new AbdomenBuilder(random, difficulty);
        builder.wall();
        builder.spine();
        builder.solidOrgans();
        builder.stomach();
        builder.vessels();
        for (int loop = 0; loop < difficulty.bowelLoops(); loop++) {
            builder.bowelLoop();
        }
        Point head = builder.jitter(43, 6, -20, 5);
        builder.duodenum(head);
        return builder.pancreas(head);
    }

    private void paint(Solid shape, double hu) {
        layers.add(Layer.of(shape, hu));
    }

    /** The point, displaced by a normal deviate of {@code share} sixths of the difficulty's warp per axis. */
    private Point jitter(double x, double y, double z, double share) {
        return new Point(x, y, z).plus(random.normalPoint(share * difficulty.warp() / 6));
    }

    private Point jitter(double x, double y, double z) {
        return jitter(x, y, z, 6);
    }

    /** HU of a hollow organ beside the pancreas: in 65 % below it by the contrast, else above. */
    private double near(double sd) {
        double side = random.chance(0.65) ? -1 : 1;
        return pancreasHu + side * difficulty.contrast() + random.normal(sd);
    }

    private void wall() {
        double a = random.uniform(150, 170);
        double b = random.uniform(105, 122);
        double fat = random.uniform(12, 26);
        paint(Column.ellipse(0, 0, a, b), -100 + random.normal(4));
        paint(Column.ellipse(0, 0, a - fat, b - fat), 54 + random.normal(4));
        cavity = Column.ellipse(0, 0, a - fat - 10, b - fat - 9);
        back = -(b - fat - 9);
        paint(cavity, -95 + random.normal(5));
    }

    private void spine() {
        double bone = random.uniform(170, 260);
        Tissue vertebrae = (z, grain) -> bone + 40 * StrictMath.cos(2 * Math.PI * z / 32);
        layers.add(new Layer(Column.ellipse(0, back + 24, 24, 19), vertebrae, 1));
        paint(Column.circle(0, back, 9), 30);
        for (int side = -1; side <= 1; side += 2) {
            paint(Column.ellipse(side * 42, back + 14, 22, 16), 52 + random.normal(4));
        }
    }

    private void solidOrgans() {
        Solid liver = new Ellipsoid(jitter(75, 5, 45), new Point(62, 72, 62))
                .or(new Ellipsoid(jitter(15, 38, 52), new Point(62, 34, 36)));
        paint(liver, pancreasHu + random.uniform(8, 20) + 30 * enhancement);
        paint(new Ellipsoid(new Point(62, 30, 8), new Point(14, 12, 20)), random.uniform(0, 18));
        paint(
                new Ellipsoid(new Point(-100, -28, 48), new Point(27, 42, 44)),
                pancreasHu + random.uniform(2, 14) + 30 * enhancement);
        kidney(jitter(66, -38, -18));
        kidney(jitter(-66, -38, -6));
    }

    private void kidney(Point centre) {
        paint(new Ellipsoid(centre, new Point(27, 25, 48)), pancreasHu - 4 + random.normal(5) + 60 * enhancement);
        paint(new Ellipsoid(centre, new Point(12, 11, 26)), random.uniform(-60, 10));
    }

    private void stomach() {
        Point centre = jitter(-62, 38, 42);
        paint(new Ellipsoid(centre, new Point(46, 34, 40)), near(4));
        paint(new Ellipsoid(centre, new Point(40, 28, 34)), random.uniform(0, 35));
        Solid bubble = new Ellipsoid(centre, new Point(38, 26, 32))
                .and(new HalfSpace(1, centre.y() + random.uniform(4, 16), 1));
        paint(bubble, -880);
    }

    private void vessels() {
        paint(Column.circle(-10, back + 54, random.uniform(9, 11.5)), bloodHu);
        double cava = random.uniform(9, 11);
        paint(new Column(20, back + 50, 1.25 * cava, cava, cava), bloodHu + random.normal(4));
    }

    /** Bowel stays in the cavity: clipped there, with its contents a wall's thickness inside. */
    private void bowelLoop() {
        Point[] points = new Point[4];
        points[0] = new Point(random.within(95), random.uniform(10, 64), random.uniform(-100, 25));
        for (int n = 1; n < points.length; n++) {
            points[n] = points[n - 1].plus(random.within(45), random.within(16), random.within(18));
        }
        double radius = random.uniform(8, 15);
        double waves = random.uniform(2, 4);
        Solid loop = new Tube(Curve.through(points)
                        .balls(LOOP_SAMPLES, u -> radius * (1 + 0.15 * StrictMath.sin(2 * Math.PI * u * waves))))
                .and(cavity);
        paint(loop, near(5));
        if (random.chance(0.35)) {
            paint(loop.grown(-5), random.chance(0.5) ? GAS : random.uniform(150, 300));
        }
    }

    private void duodenum(Point head) {
        double radius = random.uniform(10, 13);
        Curve course = Curve.through(
                head.plus(-4, 26, 34),
                head.plus(20, 10, 22),
                head.plus(25, -2, -4),
                head.plus(12, -8, -28),
                head.plus(-28, -6, -30));
        Solid duodenum = new Tube(course.balls(LOOP_SAMPLES, u -> radius));
        paint(duodenum, near(4));
        if (random.chance(0.5)) {
            paint(duodenum.grown(-6), random.uniform(-40, 20));
        }
    }

    private Abdomen pancreas(Point head) {
        Curve course = Curve.through(
                head.plus(-3, -4, -12),
                head.plus(-2, 0, 2),
                jitter(22, 18, -4, 4),
                jitter(-8, 26, 8, 4),
                jitter(-42, 12, 18, 5),
                jitter(-82, -16, 30, 7));
        List<Tube.Ball> axis = PancreasShape.axis(course, random);
        Solid organ = new Tube(PancreasShape.withLobules(axis, random)).and(cavity);
        layers.add(new Layer(organ.grown(difficulty.fatGap()), Tissue.of(FAT), random.uniform(0.3, 0.9)));
        layers.add(new Layer(organ, (z, grain) -> pancreasHu + 5 * grain, 1));
        Solid veins = PancreasShape.splenicVein(axis, random).or(PancreasShape.mesentericVein(axis));
        paint(veins, bloodHu);
        return new Abdomen(List.copyOf(layers), organ, veins);
    }
}
