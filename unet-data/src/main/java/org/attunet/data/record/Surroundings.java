package org.attunet.data.record;

import java.util.Optional;
import org.attunet.data.shape.Curve;
import org.attunet.data.shape.Point;
import org.attunet.data.shape.Solid;
import org.attunet.data.shape.Tube;
import org.attunet.data.volume.Spacing;

/**
 * New surroundings for the organ of one patch, drawn: what few cases lack is less the organ than what lies around it. First tubes of fat
 * hide some of that, as if it were elsewhere in another body; then tubes of tissue, as bright as the organ, run through fat like bowel.
 */
final class Surroundings {
    /** Standard deviation of a tube's first point about a voxel of the organ, in mm. */
    private static final double NEAR = 30;
    /** Farthest that a tube's next point lies from the one before: bowel runs across the body more than along it. */
    private static final Point STEP = new Point(45, 18, 18);
    /** Millimetres. */
    private static final double THINNEST = 8;

    private static final double THICKEST = 15;
    /** Share of a tube that shows in voxels that touch the organ: the rest is what lies between the two. */
    private static final double LEAST_CONTACT = 0.1;

    private static final double MOST_CONTACT = 0.7;
    private static final int SAMPLES = 41;
    /** Share of tubes of tissue that hold something dark or bright, and the wall around it in mm. */
    private static final double FILLED = 0.3;

    private static final double WALL = 5;
    /** Standard deviation of a tube's brightness about the organ's, as a share of what the organ differs from fat. */
    private static final double BRIGHTNESS = 0.06;

    private final SurroundingsSettings settings;
    private final KeyedRandom random;

    private Surroundings(SurroundingsSettings settings, KeyedRandom random) {
        this.settings = settings;
        this.random = random;
    }

    /** What happens to one patch, if anything does. */
    static Optional<Surroundings> draw(SurroundingsSettings settings, KeyedRandom random) {
        KeyedRandom own = random.branch("surroundings");
        return own.happens(settings.probability()) ? Optional.of(new Surroundings(settings, own)) : Optional.empty();
    }

    /** Changes the patch's image in place; one that shows too little of an organ to say how bright it is stays as it is. */
    void apply(Patch patch, Spacing spacing) {
        TissueLevels.of(patch, settings.fat().orElseThrow())
                .ifPresent(levels -> paint(new TissueBrush(patch, spacing, levels), levels, random.copy()));
    }

    private void paint(TissueBrush brush, TissueLevels levels, KeyedRandom draws) {
        int tubes = 1 + draws.below(settings.tubes());
        int ofFat = 0;
        for (int n = 0; n < tubes; n++) {
            ofFat += draws.happens(settings.fatShare()) ? 1 : 0;
        }
        for (int n = 0; n < tubes; n++) {
            Solid tube = tube(brush.organ(draws), draws);
            double contact = draws.uniform(LEAST_CONTACT, MOST_CONTACT);
            if (n < ofFat) {
                brush.hide(tube, contact, draws);
            } else {
                double wall = levels.organ() + BRIGHTNESS * levels.contrast() * draws.gaussian();
                brush.draw(tube, contact, wall, WALL, filling(wall, levels, draws));
            }
        }
    }

    private static double filling(double wall, TissueLevels levels, KeyedRandom draws) {
        boolean isFilled = draws.happens(FILLED);
        boolean isBright = draws.happens(0.5);
        return !isFilled ? wall : isBright ? levels.bright() : levels.dark();
    }

    private static Solid tube(Point organ, KeyedRandom draws) {
        Point[] points = new Point[4];
        points[0] = organ.plus(NEAR * draws.gaussian(), NEAR * draws.gaussian(), NEAR * draws.gaussian());
        for (int n = 1; n < points.length; n++) {
            points[n] = points[n - 1].plus(
                    draws.uniform(-STEP.x(), STEP.x()),
                    draws.uniform(-STEP.y(), STEP.y()),
                    draws.uniform(-STEP.z(), STEP.z()));
        }
        double radius = draws.uniform(THINNEST, THICKEST);
        return new Tube(Curve.through(points).balls(SAMPLES, u -> radius));
    }
}
