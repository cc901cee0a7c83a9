package org.attunet.data.fingerprint;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Places in a body that stand out from what lies around them, as the centre of a vertebra or a loop of bowel does. */
final class Landmarks {
    /** Least difference from the surroundings, in HU. */
    private static final double LEAST = 5;

    private final SmoothedGrid difference;
    private final int margin;

    private Landmarks(SmoothedGrid difference, int margin) {
        this.difference = difference;
        this.margin = margin;
    }

    /**
     * A place, in samples of the grid.
     *
     * @param strength how much it stands out, HU
     */
    record Landmark(double x, double y, double z, double strength) {}

    /** Those of a difference of Gaussians, strongest first, none within so many samples of the border. */
    static List<Landmark> of(SmoothedGrid fine, SmoothedGrid coarse, int margin) {
        float[] values = new float[fine.values().length];
        for (int n = 0; n < values.length; n++) {
            values[n] = fine.values()[n] - coarse.values()[n];
        }
        return new Landmarks(new SmoothedGrid(fine.size(), values), margin).find();
    }

    private List<Landmark> find() {
        List<Landmark> found = new ArrayList<>();
        for (int k = margin; k < difference.size().z() - margin; k++) {
            for (int j = margin; j < difference.size().y() - margin; j++) {
                for (int i = margin; i < difference.size().x() - margin; i++) {
                    if (Math.abs(difference.get(i, j, k)) >= LEAST && isExtreme(i, j, k)) {
                        found.add(refined(i, j, k));
                    }
                }
            }
        }
        found.sort(Comparator.comparingDouble(landmark -> -landmark.strength()));
        return found;
    }

    private boolean isExtreme(int i, int j, int k) {
        float centre = difference.get(i, j, k);
        float sign = Math.signum(centre);
        for (int n = 0; n < 27; n++) {
            int di = n % 3 - 1;
            int dj = n / 3 % 3 - 1;
            int dk = n / 9 - 1;
            if (n != 13 && sign * difference.get(i + di, j + dj, k + dk) >= sign * centre) {
                return false;
            }
        }
        return true;
    }

    /** The top of a parabola along each axis. */
    private Landmark refined(int i, int j, int k) {
        float centre = difference.get(i, j, k);
        return new Landmark(
                i + top(difference.get(i - 1, j, k), centre, difference.get(i + 1, j, k)),
                j + top(difference.get(i, j - 1, k), centre, difference.get(i, j + 1, k)),
                k + top(difference.get(i, j, k - 1), centre, difference.get(i, j, k + 1)),
                Math.abs(centre));
    }

    private static double top(double before, double centre, double after) {
        return 0.5 * (before - after) / (before - 2 * centre + after);
    }
}
