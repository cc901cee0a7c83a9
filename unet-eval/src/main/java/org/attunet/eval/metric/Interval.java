package org.attunet.eval.metric;

import java.util.Arrays;
import java.util.Random;

/**
 * A confidence interval.
 *
 * @param low lower end
 * @param high upper end
 */
public record Interval(double low, double high) {
    private static final int RESAMPLES = 10_000;
    private static final double LEVEL = 0.95;
    /** The same scores give the same interval. */
    private static final long SEED = 20181;

    /**
     * Where the mean over all cases like these lies, with 95 % confidence: the percentile bootstrap of 10 000 resamples of
     * the cases. SciPy's {@code bootstrap((x,), np.mean, method="percentile")}. Too narrow for a handful of cases, as every
     * bootstrap is; NaN for fewer than two.
     */
    public static Interval ofMean(double... values) {
        if (values.length < 2) {
            return new Interval(Double.NaN, Double.NaN);
        }
        Random random = new Random(SEED);
        double[] means = new double[RESAMPLES];
        for (int r = 0; r < RESAMPLES; r++) {
            double sum = 0;
            for (int n = 0; n < values.length; n++) {
                sum += values[random.nextInt(values.length)];
            }
            means[r] = sum / values.length;
        }
        Arrays.sort(means);
        return new Interval(quantile(means, (1 - LEVEL) / 2), quantile(means, (1 + LEVEL) / 2));
    }

    private static double quantile(double[] ascending, double share) {
        double rank = share * (ascending.length - 1);
        int below = (int) rank;
        int above = Math.min(below + 1, ascending.length - 1);
        return ascending[below] + (rank - below) * (ascending[above] - ascending[below]);
    }
}
