package org.attunet.eval.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.hipparchus.stat.inference.WilcoxonSignedRankTest;
import org.junit.jupiter.api.Test;

class ComparisonTest {
    /** SciPy 1.17.1: wilcoxon([3, -2, 9, 2.5, 7, 11, 5, 6, 8, 4], method="exact") gives 1.0, 0.00390625. */
    @Test
    void withoutTiesThePValueIsScipysExactOne() {
        SignedRankTest test = SignedRankTest.of(3, -2, 9, 2.5, 7, 11, 5, 6, 8, 4);

        assertThat(test.statistic()).isEqualTo(1);
        assertThat(test.p()).isCloseTo(0.00390625, within(1e-15));
    }

    /**
     * SciPy 1.17.1: wilcoxon(np.array([3, -1, 2, 2, 0, 5, -2, 4, 4, 0, 1, 6]) / 100, zero_method="wilcox",
     * method=PermutationMethod(n_resamples=np.inf)) gives 5.5, 0.025390625.
     */
    @Test
    void tiesShareRanksAndZerosAreDropped() {
        SignedRankTest test = SignedRankTest.of(3, -1, 2, 2, 0, 5, -2, 4, 4, 0, 1, 6);

        assertThat(test.n()).isEqualTo(10);
        assertThat(test.zeros()).isEqualTo(2);
        assertThat(test.statistic()).isEqualTo(5.5);
        assertThat(test.p()).isCloseTo(0.025390625, within(1e-15));
    }

    @Test
    void hipparchusAgreesWhereNothingIsTied() {
        Random random = new Random(11);
        for (int trial = 0; trial < 20; trial++) {
            int n = 5 + random.nextInt(10);
            double[] x = random.doubles(n).toArray();
            double[] y = random.doubles(n).toArray();
            double[] differences = new double[n];
            for (int i = 0; i < n; i++) {
                differences[i] = x[i] - y[i];
            }

            assertThat(SignedRankTest.of(differences).p())
                    .isCloseTo(new WilcoxonSignedRankTest().wilcoxonSignedRankTest(x, y, true), within(1e-12));
        }
    }

    @Test
    void fiveCasesCanNeverShowADifference() {
        // SciPy 1.17.1: wilcoxon([.1, .2, .3, .4, .5], method="exact") gives 0.0, 0.0625.
        assertThat(SignedRankTest.of(0.1, 0.2, 0.3, 0.4, 0.5).p()).isCloseTo(0.0625, within(1e-15));
        assertThat(SignedRankTest.of().p()).isEqualTo(1);
        assertThat(SignedRankTest.of(0, 0).p()).isEqualTo(1);
    }

    /** By hand: 4 · 0.005, 3 · 0.01, 2 · 0.03, and 1 · 0.04 raised to the one before. */
    @Test
    void holmStepsDown() {
        assertThat(Holm.adjusted(0.01, 0.04, 0.03, 0.005))
                .containsExactly(new double[] {0.03, 0.06, 0.06, 0.02}, within(1e-15));
        assertThat(Holm.adjusted(0.9, 0.8)).containsExactly(1, 1);
        assertThat(Holm.adjusted()).isEmpty();
    }

    /**
     * SciPy 1.17.1: bootstrap((x,), np.mean, method="percentile", n_resamples=200000, random_state=1) of these gives
     * 0.0300, 0.0740; ten thousand resamples come within a few thousandths of that.
     */
    @Test
    void theBootstrapsIntervalIsScipysAndAlwaysTheSame() {
        double[] x = {0.03, -0.02, 0.09, 0.02, 0.07, 0.11, 0.05, 0.06, 0.08, 0.04};
        Interval interval = Interval.ofMean(x);

        assertThat(interval.low()).isCloseTo(0.030, within(0.002));
        assertThat(interval.high()).isCloseTo(0.074, within(0.002));
        assertThat(Interval.ofMean(x)).isEqualTo(interval);
        assertThat(Interval.ofMean(0.5).low()).isNaN();
    }

    @Test
    void theBootstrapsIntervalCoversTheTruthAboutAsOftenAsItSays() {
        Random random = new Random(3);
        int covered = 0;
        for (int trial = 0; trial < 200; trial++) {
            Interval interval =
                    Interval.ofMean(random.doubles(30).map(v -> v * v).toArray());
            covered += interval.low() <= 1 / 3.0 && 1 / 3.0 <= interval.high() ? 1 : 0;
        }

        assertThat(covered).as("of 200").isBetween(178, 198);
    }

    private static List<Scores> run(double... dice) {
        List<Scores> cases = new ArrayList<>();
        for (int n = 0; n < dice.length; n++) {
            cases.add(new Scores("case" + n, Map.of(Metric.DICE, dice[n]), ""));
        }
        return cases;
    }

    @Test
    void runsAreComparedCaseByCaseWhereBothHaveAScore() {
        Map<String, List<Scores>> runs = new LinkedHashMap<>();
        runs.put("a", run(0.8, 0.7, 0.9, Double.NaN));
        runs.put("b", run(0.7, 0.65, 0.6, 0.5, 0.4));
        List<Comparison> pairs = Comparison.pairs(Metric.DICE, runs);

        assertThat(pairs).hasSize(1);
        assertThat(pairs.get(0).cases()).isEqualTo(3);
        assertThat(pairs.get(0).difference()).isCloseTo(0.15, within(1e-12));
        assertThat(pairs.get(0).isMoreThanNoise()).isFalse();
    }

    @Test
    void manyComparisonsAreCorrectedForEachOther() {
        Map<String, List<Scores>> runs = new LinkedHashMap<>();
        runs.put("a", run(0.81, 0.82, 0.83, 0.84, 0.85, 0.86, 0.87, 0.88));
        runs.put("b", run(0.71, 0.73, 0.75, 0.77, 0.79, 0.81, 0.83, 0.85));
        runs.put("c", run(0.71, 0.75, 0.74, 0.78, 0.77, 0.83, 0.81, 0.87));
        List<Comparison> pairs = Comparison.pairs(Metric.DICE, runs);

        assertThat(pairs).hasSize(3);
        assertThat(pairs.get(0).test().p()).isCloseTo(2 / 256.0, within(1e-15));
        assertThat(pairs.get(0).adjusted()).isCloseTo(6 / 256.0, within(1e-15));
        assertThat(pairs.get(0).isMoreThanNoise()).isTrue();
        assertThat(pairs.get(2).isMoreThanNoise()).isFalse();
    }

    @Test
    void runsWithoutACommonCaseAreNotToldApart() {
        Map<String, List<Scores>> runs = new LinkedHashMap<>();
        runs.put("a", run(0.8));
        runs.put("b", List.of(new Scores("other", Map.of(Metric.DICE, 0.2), "")));

        assertThat(Comparison.pairs(Metric.DICE, runs).get(0).cases()).isZero();
        assertThat(Comparison.pairs(Metric.DICE, runs).get(0).isMoreThanNoise()).isFalse();
    }
}
