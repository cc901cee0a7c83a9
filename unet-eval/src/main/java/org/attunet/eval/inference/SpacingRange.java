package org.attunet.eval.inference;

import java.util.Collection;
import java.util.Locale;
import org.attunet.data.volume.Geometry;
import org.attunet.data.volume.Spacing;

/**
 * The voxel spacings of some scans, axis by axis, in mm: x is the axis nearest to left–right, y to back–front, z to bottom–top,
 * whatever the order in a file.
 *
 * @param smallest of each axis
 * @param largest of each axis
 */
public record SpacingRange(Spacing smallest, Spacing largest) {
    /** What networks bear: between this and its inverse. */
    public static final double FACTOR = 2;

    /** Headers hold single precision. */
    private static final double ROUNDING = 1e-4;

    /** Refuses ends that are in the wrong order. */
    public SpacingRange {
        for (int axis = 0; axis < 3; axis++) {
            if (smallest.along(axis) > largest.along(axis)) {
                throw new IllegalArgumentException("the smallest spacing along axis " + axis + ", "
                        + smallest.along(axis) + " mm, is above the largest, " + largest.along(axis) + " mm");
            }
        }
    }

    /** Of scans' spacings, one at least. */
    public static SpacingRange of(Collection<Spacing> spacings) {
        double[] low = {Double.MAX_VALUE, Double.MAX_VALUE, Double.MAX_VALUE};
        double[] high = new double[3];
        for (Spacing spacing : spacings) {
            for (int axis = 0; axis < 3; axis++) {
                low[axis] = Math.min(low[axis], spacing.along(axis));
                high[axis] = Math.max(high[axis], spacing.along(axis));
            }
        }
        return new SpacingRange(new Spacing(low[0], low[1], low[2]), new Spacing(high[0], high[1], high[2]));
    }

    /** The spacing of a grid along the body's axes, as a network sees it that nothing resamples for. */
    public static Spacing alongBody(Geometry grid) {
        double[] millimetres = new double[3];
        for (int axis = 0; axis < 3; axis++) {
            millimetres[grid.orientation().axis(axis).world()] = grid.spacing().along(axis);
        }
        return new Spacing(millimetres[0], millimetres[1], millimetres[2]);
    }

    /** Whether a spacing is, on every axis, neither above twice the largest nor below half of the smallest. */
    public boolean isNear(Spacing spacing) {
        for (int axis = 0; axis < 3; axis++) {
            double found = spacing.along(axis);
            if (found > largest.along(axis) * FACTOR * (1 + ROUNDING)
                    || found < smallest.along(axis) / FACTOR * (1 - ROUNDING)) {
                return false;
            }
        }
        return true;
    }

    /** {@code 5.00 × 4.20…5.00 × 3.20 mm}. */
    public String text() {
        return axis(0) + " × " + axis(1) + " × " + axis(2) + " mm";
    }

    private String axis(int axis) {
        String low = millimetres(smallest.along(axis));
        String high = millimetres(largest.along(axis));
        return low.equals(high) ? low : low + "…" + high;
    }

    /** {@code 0.60 × 0.60 × 1.00 mm}. */
    static String text(Spacing spacing) {
        return millimetres(spacing.x()) + " × " + millimetres(spacing.y()) + " × " + millimetres(spacing.z()) + " mm";
    }

    /** Lengths that no scan has are to be seen as such, and 0.00 is none. */
    private static String millimetres(double length) {
        boolean isUsual = length >= 0.1 && length < 1000;
        return String.format(Locale.ROOT, isUsual ? "%.2f" : "%.3g", length);
    }
}
