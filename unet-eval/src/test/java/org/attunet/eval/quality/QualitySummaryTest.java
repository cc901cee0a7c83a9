package org.attunet.eval.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.attunet.eval.quality.QualitySummary.Warned;
import org.junit.jupiter.api.Test;

class QualitySummaryTest {
    private static CaseQuality predicted(double predicted, double dice) {
        Optional<PredictedDice> found = Optional.of(new PredictedDice(predicted, 0.6));
        return new CaseQuality("a case", found, dice, Optional.empty());
    }

    /** Two pairs of neighbours are swapped in rank: ρ = 1 − 6 · 4 / (4 · 15). */
    @Test
    void errorsRanksAndWarningsAreCounted() {
        List<CaseQuality> cases = new ArrayList<>(
                List.of(predicted(0.5, 0.4), predicted(0.45, 0.45), predicted(0.6, 0.8), predicted(0.58, 0.9)));
        cases.add(new CaseQuality("nothing known", Optional.empty(), 0.1, Optional.empty()));
        QualitySummary summary = QualitySummary.of(cases).orElseThrow();
        assertThat(summary.fit().cases()).isEqualTo(4);
        assertThat(summary.fit().error()).isCloseTo((0.1 + 0 + 0.2 + 0.32) / 4, within(1e-12));
        assertThat(summary.fit().rankCorrelation()).isCloseTo(0.6, within(1e-12));
        assertThat(summary.poor()).isEqualTo(new Warned(2, 2));
        assertThat(summary.good()).isEqualTo(new Warned(2, 1));
        assertThat(summary.text())
                .contains("rank correlation 0.60; 4 cases; warned of 2 of 2 below a Dice of 0.5, of 1 of 2 above 0.7");
    }

    @Test
    void nothingIsSaidOfPredictionsThatThereAreNot() {
        assertThat(QualitySummary.of(List.of(new CaseQuality("a", Optional.empty(), 1, Optional.empty()))))
                .isEmpty();
    }
}
