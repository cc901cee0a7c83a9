package org.attunet.eval.quality;

import java.io.Serializable;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/**
 * What is predicted of a mask that has no label.
 *
 * @param dice its Dice, 0 to 1
 * @param warnedBelow the Dice below which it is warned of
 */
public record PredictedDice(double dice, double warnedBelow) implements Serializable {
    private static final long serialVersionUID = 1L;

    /** Whether it is to be warned of. */
    public boolean isLow() {
        return dice < warnedBelow;
    }

    /** The mean over networks that vote; nothing where one of them predicts nothing. */
    public static Optional<PredictedDice> mean(List<Optional<PredictedDice>> networks) {
        List<PredictedDice> known = networks.stream().flatMap(Optional::stream).toList();
        return known.isEmpty() || known.size() < networks.size()
                ? Optional.empty()
                : Optional.of(
                        new PredictedDice(mean(known, PredictedDice::dice), mean(known, PredictedDice::warnedBelow)));
    }

    private static double mean(List<PredictedDice> known, ToDoubleFunction<PredictedDice> value) {
        return known.stream().mapToDouble(value).average().orElseThrow();
    }
}
