package org.attunet.eval.metric;

import java.util.Arrays;
import java.util.stream.DoubleStream;

/**
 * One score over the cases of a split.
 *
 * @param mean over the cases that have the score; NaN where none has
 * @param sd sample standard deviation (divided by n − 1); NaN for fewer than two cases
 * @param median over the same cases; NaN where there are none
 * @param min lowest score; NaN where there is none
 * @param max highest score; NaN where there is none
 * @param n cases that have the score
 * @param missing cases that do not: never hidden by the mean
 */
public record Statistic(double mean, double sd, double median, double min, double max, int n, int missing) {
    /** Of scores of which NaN are the missing ones. */
    public static Statistic of(double... scores) {
        double[] found = DoubleStream.of(scores)
                .filter(score -> !Double.isNaN(score))
                .sorted()
                .toArray();
        double mean = Arrays.stream(found).average().orElse(Double.NaN);
        double squares = Arrays.stream(found)
                .map(score -> (score - mean) * (score - mean))
                .sum();
        double sd = found.length < 2 ? Double.NaN : Math.sqrt(squares / (found.length - 1));
        double min = found.length == 0 ? Double.NaN : found[0];
        double max = found.length == 0 ? Double.NaN : found[found.length - 1];
        return new Statistic(mean, sd, median(found), min, max, found.length, scores.length - found.length);
    }

    private static double median(double[] ascending) {
        int n = ascending.length;
        return n == 0 ? Double.NaN : (ascending[(n - 1) / 2] + ascending[n / 2]) / 2;
    }
}
