package org.attunet.eval.metric;

import java.util.Arrays;
import java.util.stream.DoubleStream;

/**
 * Wilcoxon's signed-rank test of paired differences, two-sided. Zero differences are dropped (Wilcoxon's own rule, SciPy's
 * {@code zero_method="wilcox"}); equal magnitudes share the mean of their ranks. The p-value is exact: the share of all
 * 2ⁿ assignments of signs to these very ranks, ties included, that are at least as uneven. SciPy's
 * {@code wilcoxon(d, method=PermutationMethod(n_resamples=inf))} computes the same; its {@code method="exact"} agrees where
 * nothing is tied.
 *
 * @param n differences that are not zero
 * @param zeros differences dropped
 * @param statistic the smaller of the rank sums of positive and negative differences
 * @param p probability of a statistic as small or smaller were there no difference; 1 for n = 0
 */
public record SignedRankTest(int n, int zeros, double statistic, double p) {
    /** Beyond, the exact distribution would take long: 400 cases are more than anybody has labelled. */
    private static final int MOST = 400;

    /** Tests whether differences lie around zero. */
    public static SignedRankTest of(double... differences) {
        double[] found = DoubleStream.of(differences).filter(d -> d != 0).toArray();
        if (found.length > MOST) {
            throw new IllegalArgumentException(
                    found.length + " pairs; the exact test is made for " + MOST + " at most");
        }
        int[] doubled = doubledRanks(found);
        int positive = 0;
        int all = 0;
        for (int i = 0; i < found.length; i++) {
            positive += found[i] > 0 ? doubled[i] : 0;
            all += doubled[i];
        }
        int smaller = Math.min(positive, all - positive);
        return new SignedRankTest(
                found.length, differences.length - found.length, smaller / 2.0, probability(doubled, all, smaller));
    }

    /** Twice the rank of every magnitude, so that the mean of two ranks is a whole number. */
    private static int[] doubledRanks(double[] differences) {
        int[] ranks = new int[differences.length];
        for (int i = 0; i < ranks.length; i++) {
            double magnitude = Math.abs(differences[i]);
            int below = (int) Arrays.stream(differences)
                    .filter(d -> Math.abs(d) < magnitude)
                    .count();
            int same = (int) Arrays.stream(differences)
                    .filter(d -> Math.abs(d) == magnitude)
                    .count();
            ranks[i] = 2 * below + same + 1;
        }
        return ranks;
    }

    /** Twice the lower tail: the distribution is symmetric. */
    private static double probability(int[] doubled, int all, int smaller) {
        double[] share = new double[all + 1];
        share[0] = 1;
        for (int rank : doubled) {
            for (int sum = all; sum >= 0; sum--) {
                share[sum] = (share[sum] + (sum >= rank ? share[sum - rank] : 0)) / 2;
            }
        }
        return Math.min(1, 2 * Arrays.stream(share, 0, smaller + 1).sum());
    }
}
