package org.attunet.eval.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DiceRegressionTest {
    /** The margin follows Dice but for a deviation of 0.05; the other traits say nothing. */
    private static List<LabelledMask> cases(int count, long seed) {
        Random random = new Random(seed);
        List<LabelledMask> cases = new ArrayList<>();
        for (int n = 0; n < count; n++) {
            double dice = 0.2 + 0.7 * random.nextDouble();
            cases.add(new LabelledMask(
                    new MaskTraits(1 + 8 * dice + 0.4 * random.nextGaussian(), 20 + 80 * random.nextDouble(), 1),
                    dice));
        }
        return cases;
    }

    /**
     * A deviation of 0.05 has a mean absolute value of 0.05 · sqrt(2/π) = 0.04, of which the prior spread leaves a little less; a Dice uniform
     * over a width of 0.7 is 0.7/4 = 0.175 from its mean on average.
     */
    @Test
    void aTraitThatFollowsDiceIsFoundAndTheErrorSaid() {
        DicePredictor learned = DiceRegression.fit(cases(80, 3));
        assertThat(learned.fit().cases()).isEqualTo(80);
        assertThat(learned.fit().errorOfMean()).isCloseTo(0.175, within(0.03));
        assertThat(learned.fit().error()).isCloseTo(0.04, within(0.012));
        assertThat(learned.fit().rankCorrelation()).isGreaterThan(0.9);

        List<LabelledMask> unseen = cases(80, 4);
        double error = unseen.stream()
                .mapToDouble(one -> Math.abs(learned.predict(one.traits()).dice() - one.dice()))
                .average()
                .orElseThrow();
        assertThat(error).isCloseTo(learned.fit().error(), within(0.012));
    }

    /** Dice are drawn apart from the traits: a prediction can only be worse than the mean, and by little. */
    @Test
    void whereTraitsSayNothingItIsSaidToBeNoBetterThanTheMean() {
        List<LabelledMask> cases = cases(60, 5);
        List<LabelledMask> shuffled = new ArrayList<>();
        for (int n = 0; n < cases.size(); n++) {
            shuffled.add(new LabelledMask(
                    cases.get(n).traits(), cases.get((n + 7) % cases.size()).dice()));
        }
        DicePredictor.Fit fit = DiceRegression.fit(shuffled).fit();
        assertThat(fit.error()).isGreaterThan(0.95 * fit.errorOfMean()).isLessThan(1.2 * fit.errorOfMean());
        assertThat(fit.rankCorrelation()).isBetween(-0.5, 0.3);
    }

    /** Nearly all masks are whole, so that one in pieces lies many deviations from them. */
    @Test
    void aTraitBeyondThoseLearnedFromCountsForThreeDeviations() {
        List<LabelledMask> cases = new ArrayList<>();
        for (LabelledMask one : cases(40, 6)) {
            double share = 1 - 0.01 * one.dice();
            cases.add(new LabelledMask(
                    new MaskTraits(one.traits().margin(), one.traits().millilitres(), share), one.dice()));
        }
        DicePredictor learned = DiceRegression.fit(cases);
        double usual = learned.centres().get(2);
        double deviation = learned.scales().get(2);
        double inPieces = learned.dice(new MaskTraits(6, 50, 0.6));
        assertThat(inPieces)
                .isCloseTo(learned.dice(new MaskTraits(6, 50, usual - 3 * deviation)), within(1e-9))
                .isNotCloseTo(learned.dice(new MaskTraits(6, 50, usual - 2 * deviation)), within(1e-3));
        assertThat(learned.dice(new MaskTraits(1000, 50, usual))).isLessThanOrEqualTo(1);

        // One outlier among masks that are all the same otherwise teaches no more than three deviations either.
        List<LabelledMask> outlier = new ArrayList<>(cases(40, 7));
        outlier.set(0, new LabelledMask(new MaskTraits(5, 50, 0.9), 0.5));
        double told = DiceRegression.fit(outlier).dice(new MaskTraits(5, 50, 0.5));
        assertThat(told).isBetween(0.3, 0.8);
    }

    @Test
    void aFitOfTheSameCasesIsTheSame() {
        assertThat(DiceRegression.fit(cases(20, 1))).isEqualTo(DiceRegression.fit(cases(20, 1)));
    }

    /** Ten alike, half of them 0.6 and half 0.8. */
    @Test
    void traitsThatNeverChangeLeaveTheMean() {
        MaskTraits alike = new MaskTraits(9, 50, 1);
        List<LabelledMask> cases = new ArrayList<>();
        for (int n = 0; n < 10; n++) {
            cases.add(new LabelledMask(alike, n % 2 == 0 ? 0.6 : 0.8));
        }
        DicePredictor learned = DiceRegression.fit(cases);
        assertThat(learned.predict(alike).dice()).isCloseTo(0.7, within(1e-9));
        assertThat(learned.fit().rankCorrelation()).isBetween(-1.0, 1.0);
    }

    @Test
    void anEmptyMaskIsPredictedNothingAndTeachesNothing() {
        MaskTraits empty = MaskTraits.EMPTY;
        List<LabelledMask> some = cases(20, 1);
        List<LabelledMask> more = new ArrayList<>(some);
        more.add(new LabelledMask(empty, 0));
        DicePredictor learned = DiceRegression.fit(more);
        assertThat(learned.predict(empty).dice()).isZero();
        assertThat(learned.predict(empty).isLow()).isTrue();
        assertThat(learned.weights()).isEqualTo(DiceRegression.fit(some).weights());
    }

    @Test
    void predictionsStayBetween0And1() {
        DicePredictor.Fit fit = DiceRegression.fit(cases(40, 1)).fit();
        List<Double> ones = List.of(1.0, 1.0, 1.0);
        DicePredictor steep = new DicePredictor(0.5, List.of(5.0, 4.0, 1.0), ones, List.of(0.3, 0.0, 0.0), 0, fit);
        assertThat(steep.predict(new MaskTraits(50, 50, 1)).dice()).isEqualTo(1);
        assertThat(steep.predict(new MaskTraits(-50, 50, 1)).dice()).isZero();
    }

    @Test
    void fewCasesAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DiceRegression.fit(cases(7, 1)))
                .withMessageContaining("8 cases at least, not 7");
    }

    @Test
    void whatIsNoFunctionOfTheTraitsIsRefused() {
        DicePredictor.Fit fit = new DicePredictor.Fit(8, 0, 0, 0);
        List<Double> three = List.of(1.0, 1.0, 1.0);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new DicePredictor(0.5, three, three, List.of(1.0), 0.6, fit))
                .withMessageContaining("3 traits, not 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new DicePredictor(0.5, three, List.of(1.0, 0.0, 1.0), three, 0.6, fit))
                .withMessageContaining("above 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new DicePredictor(Double.NaN, three, three, three, 0.6, fit))
                .withMessageContaining("not NaN");
    }
}
