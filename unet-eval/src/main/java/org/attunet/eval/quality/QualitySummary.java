package org.attunet.eval.quality;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.DoublePredicate;
import org.attunet.eval.quality.DicePredictor.Fit;

/**
 * How well predictions did on labelled cases.
 *
 * @param fit of predicted to true Dice
 * @param poor cases below a Dice of {@value WarningLine#POOR}
 * @param good cases above {@value WarningLine#GOOD}
 */
public record QualitySummary(Fit fit, Warned poor, Warned good) {
    /**
     * Of some cases.
     *
     * @param cases how many they are
     * @param warned how many of them are warned of
     */
    public record Warned(int cases, int warned) {
        private static Warned of(List<CaseQuality> known, DoublePredicate dice) {
            List<CaseQuality> these =
                    known.stream().filter(one -> dice.test(one.dice())).toList();
            long warned = these.stream()
                    .filter(one -> one.predicted().orElseThrow().isLow())
                    .count();
            return new Warned(these.size(), (int) warned);
        }
    }

    /** Of the cases of which a Dice was predicted; nothing where they are fewer than two. */
    public static Optional<QualitySummary> of(List<CaseQuality> cases) {
        List<CaseQuality> known =
                cases.stream().filter(one -> one.predicted().isPresent()).toList();
        if (known.size() < 2) {
            return Optional.empty();
        }
        Fit fit = Fit.of(
                known.stream()
                        .mapToDouble(one -> one.predicted().orElseThrow().dice())
                        .toArray(),
                known.stream().mapToDouble(CaseQuality::dice).toArray());
        return Optional.of(new QualitySummary(
                fit,
                Warned.of(known, dice -> dice < WarningLine.POOR),
                Warned.of(known, dice -> dice > WarningLine.GOOD)));
    }

    /** In words. */
    public String text() {
        return String.format(
                Locale.ROOT,
                "%s; warned of %d of %d below a Dice of %.1f, of %d of %d above %.1f",
                fit.text(),
                poor.warned(),
                poor.cases(),
                WarningLine.POOR,
                good.warned(),
                good.cases(),
                WarningLine.GOOD);
    }
}
