package org.attunet.eval.quality;

import java.util.stream.IntStream;
import org.apache.commons.math3.stat.StatUtils;

/**
 * The predicted Dice below which a mask is warned of: so that of cases that were not learned from every one below a Dice of {@value #POOR}
 * is warned of, and at most 15 % of those above {@value #GOOD}. Where both can be, the line lies midway between; where they cannot,
 * no poor case goes without a warning.
 */
final class WarningLine {
    static final double POOR = 0.5;
    static final double GOOD = 0.7;
    private static final double MOST_WARNED = 15;
    /** Where no case was poor, or none good. */
    private static final double USUAL = 0.6;

    private WarningLine() {}

    static double of(double[] predicted, double[] truth) {
        double[] poor = where(predicted, truth, 0, POOR);
        double[] good = where(predicted, truth, GOOD, Double.POSITIVE_INFINITY);
        double low = poor.length == 0 ? USUAL : Math.nextUp(StatUtils.max(poor));
        double high = good.length == 0 ? USUAL : StatUtils.percentile(good, MOST_WARNED);
        if (poor.length == 0) {
            return Math.min(USUAL, high);
        }
        return Math.max(low, (low + high) / 2);
    }

    /** Predictions of cases whose Dice is {@code from} or more and below {@code to}. */
    private static double[] where(double[] predicted, double[] truth, double from, double to) {
        return IntStream.range(0, truth.length)
                .filter(n -> truth[n] >= from && truth[n] < to)
                .mapToDouble(n -> predicted[n])
                .toArray();
    }
}
