package org.attunet.eval.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.attunet.data.DataException;
import org.attunet.data.volume.Affine;
import org.attunet.data.volume.Geometry;
import org.attunet.data.volume.Mask;
import org.attunet.data.volume.Size;
import org.attunet.data.volume.Spacing;
import org.hipparchus.stat.descriptive.rank.Percentile;
import org.junit.jupiter.api.Test;

/** Scores, tests and bands at their edges, each worked out by hand. */
class ExactScoresTest {
    private static final Geometry LINE = Masks.grid(new Size(40, 1, 1), new Spacing(1, 1, 1));

    private static Mask range(int from, int to) {
        return Masks.of(LINE, (i, j, k) -> i >= from && i < to);
    }

    private static Scores score(Mask prediction, Mask label) {
        return new Scorer(1).score("case", new MaskPair(prediction, label));
    }

    /** Ten voxels against twelve of which eight are shared. */
    @Test
    void overlapsCountSharedAndOwnVoxels() {
        Scores scores = score(range(2, 12), range(4, 16));

        assertThat(scores.value(Metric.DICE)).isCloseTo(16 / 22.0, within(1e-15));
        assertThat(scores.value(Metric.IOU)).isCloseTo(8 / 14.0, within(1e-15));
        assertThat(scores.value(Metric.PRECISION)).isCloseTo(8 / 10.0, within(1e-15));
        assertThat(scores.value(Metric.RECALL)).isCloseTo(8 / 12.0, within(1e-15));
        assertThat(scores.value(Metric.VOLUME_PRED)).isCloseTo(0.010, within(1e-15));
        assertThat(scores.value(Metric.VOLUME_LABEL)).isCloseTo(0.012, within(1e-15));
        assertThat(scores.value(Metric.VOLUME_DIFFERENCE)).isCloseTo(-0.002, within(1e-15));
    }

    /**
     * On a line one voxel thick every voxel is surface. From 0…9 to 0…4: 0 five times, then 1, 2, 3, 4, 5; back 0 five times. The
     * 95th percentile of ten ranks lies at rank 8.55: 4 + 0.55.
     */
    @Test
    void distancesOfALine() {
        Scores scores = score(range(0, 10), range(0, 5));

        assertThat(scores.value(Metric.ASSD)).isCloseTo(15 / 15.0, within(1e-12));
        assertThat(scores.value(Metric.HD95)).isCloseTo(4.55, within(1e-6));
        assertThat(scores.value(Metric.S2S_SLICEWISE)).isCloseTo((1.5 + 0) / 2, within(1e-12));
        assertThat(score(range(0, 5), range(0, 10)).value(Metric.HD95)).isCloseTo(4.55, within(1e-6));
    }

    /** Exactly 2 mm still counts: all but 3, 4 and 5 of the fifteen. */
    @Test
    void theSurfaceDiceCountsWhatIsTwoMillimetresOff() {
        assertThat(score(range(0, 10), range(0, 5)).value(Metric.NSD)).isCloseTo(12 / 15.0, within(1e-15));
    }

    @Test
    void theBandsOfErrorsBeginAtTheirLowerEdge() {
        Mask label = range(0, 2);
        // Voxel 1 + d lies d mm across the border.
        for (int d = 1; d <= 20; d++) {
            int at = 1 + d;
            Mask prediction = Masks.of(LINE, (i, j, k) -> i < 2 || i == at);
            List<ErrorsByDistance.Band> bands =
                    ErrorsByDistance.of(new MaskPair(prediction, label), 1).bands();
            int band = d < 2 ? 0 : d < 4 ? 1 : d < 8 ? 2 : d < 16 ? 3 : 4;

            assertThat(bands.get(band).inventedMl()).as("%d mm", d).isCloseTo(0.001, within(1e-15));
            assertThat(bands.stream()
                            .mapToDouble(b -> b.inventedMl() + b.missedMl())
                            .sum())
                    .isCloseTo(0.001, within(1e-15));
        }
        assertThat(ErrorsByDistance.of(new MaskPair(label, label), 1).bands())
                .extracting(b -> b.fromMm() + " " + b.toMm())
                .containsExactly("0.0 2.0", "2.0 4.0", "4.0 8.0", "8.0 16.0", "16.0 Infinity");
    }

    @Test
    void theMeanOfErrorsIsTakenBandByBandOnBothSides() {
        ErrorsByDistance.Band one = new ErrorsByDistance.Band(0, 2, 1, 4);
        List<ErrorsByDistance.Band> rest = IntStream.range(1, 5)
                .mapToObj(n -> new ErrorsByDistance.Band(n, n, 10 * n, 100 * n))
                .toList();
        ErrorsByDistance first = new ErrorsByDistance(concat(one, rest));
        ErrorsByDistance second = new ErrorsByDistance(concat(new ErrorsByDistance.Band(0, 2, 3, 8), rest));
        ErrorsByDistance mean = ErrorsByDistance.mean(List.of(first, second));

        assertThat(mean.bands().get(0)).isEqualTo(new ErrorsByDistance.Band(0, 2, 2, 6));
        assertThat(mean.bands().get(3)).isEqualTo(new ErrorsByDistance.Band(8, 16, 30, 300));
    }

    private static List<ErrorsByDistance.Band> concat(ErrorsByDistance.Band first, List<ErrorsByDistance.Band> rest) {
        return Stream.concat(Stream.of(first), rest.stream()).toList();
    }

    @Test
    void aProbabilityBelongsToTheBinItBeginsAndOneToTheLast() {
        Mask label = range(0, 3);
        double[] p = new double[40];
        p[0] = 0.005; // missed
        p[1] = 0.01;
        p[2] = 0.5;
        p[3] = 0.49;
        p[4] = 1;
        p[5] = 0.9;
        p[6] = 0.0099;
        Reliability reliability = Reliability.of(n -> p[n], label, 1);

        assertThat(reliability.missed()).isEqualTo(1);
        assertThat(reliability.voxels()).isEqualTo(5);
        assertThat(reliability.bins()).hasSize(10);
        assertThat(reliability.bins().get(0)).isEqualTo(new Reliability.Bin(1, 0.01, 1));
        assertThat(reliability.bins().get(4)).isEqualTo(new Reliability.Bin(1, 0.49, 0));
        assertThat(reliability.bins().get(5)).isEqualTo(new Reliability.Bin(1, 0.5, 1));
        assertThat(reliability.bins().get(9)).isEqualTo(new Reliability.Bin(2, 1.9, 0));
        // |0.01 − 1| + |0.49 − 0| + |0.5 − 1| + |1.9 − 0| over five voxels.
        assertThat(reliability.expectedCalibrationError()).isCloseTo(3.88 / 5, within(1e-12));
        Reliability twice = reliability.plus(reliability);
        assertThat(twice.missed()).isEqualTo(2);
        assertThat(twice.bins().get(9)).isEqualTo(new Reliability.Bin(4, 3.8, 0));
        assertThat(twice.bins().get(5).organ()).isEqualTo(2);
        assertThat(twice.bins().get(9).meanProbability()).isCloseTo(0.95, within(1e-15));
        assertThat(twice.bins().get(5).frequency()).isEqualTo(1);
    }

    private static Comparison compared(double difference, int cases, double adjusted) {
        return new Comparison(
                "a", "b", cases, difference, new Interval(0, 0), new SignedRankTest(cases, 0, 0, 0.001), adjusted);
    }

    @Test
    void theVerdictNamesTheHigherRunBelowTheLevelAlone() {
        assertThat(compared(0.1, 9, 0.049).verdict()).isEqualTo("a is higher");
        assertThat(compared(-0.1, 9, 0.049).verdict()).isEqualTo("b is higher");
        assertThat(compared(0.1, 9, 0.05).verdict()).isEqualTo("within noise");
        assertThat(compared(0.1, 9, 0.05).isMoreThanNoise()).isFalse();
        assertThat(compared(0.1, 0, 0.001).verdict()).isEqualTo("no case in common");
        assertThat(compared(0, 9, 0.01).verdict()).isEqualTo("b is higher");
    }

    @Test
    void theFirstRunIsComparedWithEveryOtherAndNoneElse() {
        Map<String, List<Scores>> runs = new LinkedHashMap<>();
        for (String name : List.of("a", "b", "c", "d")) {
            runs.put(name, List.of(new Scores("x", Map.of(Metric.DICE, name.charAt(0) / 128.0), "")));
        }

        assertThat(Comparison.withFirst(Metric.DICE, runs))
                .extracting(c -> c.first() + c.second() + c.difference() * 128)
                .containsExactly("ab-1.0", "ac-2.0", "ad-3.0");
        assertThat(Comparison.pairs(Metric.DICE, runs))
                .extracting(c -> c.first() + c.second())
                .containsExactly("ab", "ac", "ad", "bc", "bd", "cd");
        assertThat(Comparison.withFirst(Metric.DICE, Map.of())).isEmpty();
        assertThat(Comparison.withFirst(Metric.IOU, runs))
                .extracting(Comparison::cases)
                .containsOnly(0);
    }

    /** Of the 2³ signs only all alike give 0 or 6: p = 2/8; with one of rank 1 against it, sums 0, 1, 5 and 6: p = 4/8. */
    @Test
    void theSignedRankTestCountsAssignmentsOnBothSides() {
        assertThat(SignedRankTest.of(1, 2, 3)).isEqualTo(new SignedRankTest(3, 0, 0, 0.25));
        assertThat(SignedRankTest.of(-1, -2, -3)).isEqualTo(new SignedRankTest(3, 0, 0, 0.25));
        assertThat(SignedRankTest.of(-1, 2, 3, 0)).isEqualTo(new SignedRankTest(3, 1, 1, 0.5));
        assertThat(SignedRankTest.of(1, -1)).isEqualTo(new SignedRankTest(2, 0, 1.5, 1));
        assertThat(SignedRankTest.of(1, -2, 3, -4)).isEqualTo(new SignedRankTest(4, 0, 4, 14 / 16.0));
    }

    @Test
    void fourHundredPairsAreTestedAndMoreAreRefused() {
        assertThat(SignedRankTest.of(
                                IntStream.rangeClosed(1, 400).asDoubleStream().toArray())
                        .n())
                .isEqualTo(400);
        assertThatThrownBy(() -> SignedRankTest.of(
                        IntStream.rangeClosed(1, 401).asDoubleStream().toArray()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("401 pairs")
                .hasMessageContaining("400");
    }

    /** Two values: a resample's mean is 0, ½ or 1, each end with a chance of a quarter, so 95 % reach from end to end. */
    @Test
    void theIntervalOfTwoValuesIsTheirRange() {
        assertThat(Interval.ofMean(0, 1)).isEqualTo(new Interval(0, 1));
        assertThat(Interval.ofMean(3, 3)).isEqualTo(new Interval(3, 3));
        assertThat(Interval.ofMean(0.5).high()).isNaN();
        assertThat(Interval.ofMean().low()).isNaN();
    }

    /**
     * 99 zeros and a one: a resample holds B(100, 0.01) ones, of which 0 has the chance 0.366 and at most 2, 3 and 4 have 0.921, 0.982
     * and 0.997; 2.5 % and 97.5 % are none and three.
     */
    @Test
    void theIntervalsEndsLieAtTwoAndAHalfPercent() {
        double[] values = new double[100];
        values[42] = 1;

        assertThat(Interval.ofMean(values)).isEqualTo(new Interval(0, 0.03));
    }

    /** NumPy's percentiles of the same resamples, as Hipparchus computes them (Hyndman and Fan's seventh). */
    @Test
    void theIntervalsEndsAreInterpolatedBetweenRanks() {
        double[] values = IntStream.range(0, 30).mapToDouble(Math::sqrt).toArray();
        Random random = new Random(20181);
        double[] means = IntStream.range(0, 10_000)
                .mapToDouble(r -> IntStream.range(0, 30)
                                .mapToDouble(n -> values[random.nextInt(30)])
                                .sum()
                        / 30)
                .toArray();
        Percentile percentile = new Percentile().withEstimationType(Percentile.EstimationType.R_7);

        assertThat(Interval.ofMean(values).low()).isCloseTo(percentile.evaluate(means, 2.5), within(1e-12));
        assertThat(Interval.ofMean(values).high()).isCloseTo(percentile.evaluate(means, 97.5), within(1e-12));
    }

    @Test
    void holmNeverExceedsOneNorFallsBelowTheOneBefore() {
        assertThat(Holm.adjusted(0.5)).containsExactly(0.5);
        assertThat(Holm.adjusted(0.02, 0.02, 0.02)).containsExactly(new double[] {0.06, 0.06, 0.06}, within(1e-15));
        assertThat(Holm.adjusted(0.6, 0.01)).containsExactly(new double[] {0.6, 0.02}, within(1e-15));
    }

    @Test
    void theMedianOfAnOddNumberIsTheMiddleOne() {
        Statistic statistic = Statistic.of(9, 1, Double.NaN, 4);

        assertThat(statistic).isEqualTo(new Statistic(14 / 3.0, statistic.sd(), 4, 1, 9, 3, 1));
        assertThat(statistic.sd()).isCloseTo(Math.sqrt(49 / 3.0), within(1e-12));
        assertThat(Statistic.of(2, 4).sd()).isCloseTo(Math.sqrt(2), within(1e-15));
        assertThat(Statistic.of(Double.NaN).median()).isNaN();
        assertThat(Statistic.of(Double.NaN).missing()).isEqualTo(1);
    }

    @Test
    void gridsMayDifferByRoundOffAndNoMore() {
        Mask label = range(0, 5);
        Mask near = label.withGeometry(new Geometry(LINE.size(), LINE.affine().movedTo(0.0999, 0, 0)));
        Mask far = label.withGeometry(new Geometry(LINE.size(), LINE.affine().movedTo(0.11, 0, 0)));

        assertThat(new MaskPair(near, label).label()).isSameAs(label);
        assertThatThrownBy(() -> new MaskPair(far, label))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("0.11 mm away (orientation RAS)")
                .hasMessageContaining("[L3]");
        Mask wide =
                label.withGeometry(new Geometry(LINE.size(), Affine.diagonal(new Spacing(1.002, 1, 1), -0.05, 0, 0)));
        assertThat(new MaskPair(wide, label).prediction()).isSameAs(wide);
        // Spacings that differ by 0.75 in 1000 are one spacing, and the grids lie apart all the same.
        Geometry two = new Geometry(LINE.size(), Affine.diagonal(new Spacing(2, 2, 2), 0, 0, 0));
        Geometry alike = new Geometry(LINE.size(), Affine.diagonal(new Spacing(2.0015, 2, 2), 5, 0, 0));
        assertThatThrownBy(() -> new MaskPair(label.withGeometry(alike), label.withGeometry(two)))
                .hasMessageContaining("[L3]");
        Mask wider = label.withGeometry(new Geometry(LINE.size(), Affine.diagonal(new Spacing(1.01, 1, 1), 0, 0, 0)));
        assertThatThrownBy(() -> new MaskPair(wider, label))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("voxels of 1.010 × 1.000 × 1.000 mm")
                .hasMessageContaining("[L2]");
    }

    /** Twice as long to the second speck as to the first: the plane between them is left out, its place is not. */
    @Test
    void planesAreAsFarApartAsTheyLie() {
        Geometry grid = Masks.grid(new Size(9, 3, 3), new Spacing(2, 1, 1));
        Mask label = Masks.of(grid, (i, j, k) -> (i == 0 || i == 6) && j == 1 && k == 1);
        Mask prediction = Masks.of(grid, (i, j, k) -> i == 2 && j == 1 && k == 1);
        Scores scores = score(prediction, label);

        // From 2 to 0: 4 mm; from 0 and 6: 4 and 8 mm.
        assertThat(scores.value(Metric.ASSD)).isCloseTo(16 / 3.0, within(1e-6));
        assertThat(scores.value(Metric.HD95)).isCloseTo(4 + 0.95 * 4, within(1e-6));
    }
}
