package org.attunet.eval.quality;

import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.apache.commons.math3.stat.StatUtils;
import org.apache.commons.math3.stat.correlation.SpearmansCorrelation;

/**
 * Predicts the Dice of a mask by its {@link MaskTraits}: a linear function of what {@link DiceRegression} makes of them. An empty mask is
 * predicted 0: there is an organ to be found.
 *
 * @param intercept what it predicts of a mask whose traits are all as usual
 * @param centres mean of each trait
 * @param scales its standard deviation
 * @param weights of the standardised traits
 * @param warnedBelow predictions below are warned of
 * @param fit how well that did on cases that it was not fitted on
 */
public record DicePredictor(
        double intercept,
        List<Double> centres,
        List<Double> scales,
        List<Double> weights,
        double warnedBelow,
        Fit fit) {
    private static final double FARTHEST = 3;

    /**
     * How well predictions did on cases that they were not learned from.
     *
     * @param cases how many
     * @param error mean absolute error
     * @param errorOfMean the same of always predicting the mean of the others
     * @param rankCorrelation Spearman's, of predicted and true Dice; 0 where either never changes
     */
    public record Fit(int cases, double error, double errorOfMean, double rankCorrelation) {
        static Fit of(double[] predicted, double[] truth) {
            double[] means = IntStream.range(0, truth.length)
                    .mapToDouble(n -> (StatUtils.sum(truth) - truth[n]) / (truth.length - 1))
                    .toArray();
            double found = new SpearmansCorrelation().correlation(predicted, truth);
            return new Fit(truth.length, error(predicted, truth), error(means, truth), Double.isNaN(found) ? 0 : found);
        }

        private static double error(double[] predicted, double[] truth) {
            return IntStream.range(0, truth.length)
                    .mapToDouble(n -> Math.abs(predicted[n] - truth[n]))
                    .average()
                    .orElseThrow();
        }

        /** In words. */
        public String text() {
            return String.format(
                    Locale.ROOT,
                    "mean error %.3f, %.3f by always predicting the mean; rank correlation %.2f; %d cases",
                    error,
                    errorOfMean,
                    rankCorrelation,
                    cases);
        }
    }

    /** Keeps its own copies, refuses what is no function of the traits. */
    public DicePredictor {
        centres = List.copyOf(centres);
        scales = List.copyOf(scales);
        weights = List.copyOf(weights);
        int traits = DiceRegression.TRAITS;
        if (centres.size() != traits || scales.size() != traits || weights.size() != traits) {
            throw new IllegalArgumentException("a mask has " + traits + " traits, not " + weights.size());
        }
        List.of(List.of(intercept, warnedBelow), centres, weights, scales)
                .forEach(numbers -> numbers.forEach(number -> {
                    if (!Double.isFinite(number)) {
                        throw new IllegalArgumentException("a prediction is made of numbers, not " + number);
                    }
                }));
        if (scales.stream().anyMatch(scale -> !(scale > 0))) {
            throw new IllegalArgumentException("deviations are above 0, not " + scales);
        }
    }

    /** What it predicts. */
    public PredictedDice predict(MaskTraits traits) {
        return predicted(dice(traits));
    }

    /** A prediction that others made, by the same measure. */
    public PredictedDice predicted(double dice) {
        return new PredictedDice(dice, warnedBelow);
    }

    /** Deviations from the mean, three at most: of a trait beyond that nothing was learned, so it counts as one that far. */
    static double standardised(double value, double centre, double scale) {
        return Math.max(-FARTHEST, Math.min((value - centre) / scale, FARTHEST));
    }

    double dice(MaskTraits traits) {
        if (traits.isEmpty()) {
            return 0;
        }
        double[] values = DiceRegression.values(traits);
        double sum = intercept;
        for (int n = 0; n < values.length; n++) {
            sum += weights.get(n) * standardised(values[n], centres.get(n), scales.get(n));
        }
        return Math.max(0, Math.min(1, sum));
    }
}
