package org.attunet.eval.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.attunet.eval.metric.BlandAltman.Point;
import org.junit.jupiter.api.Test;

class BlandAltmanTest {
    private static Scores volumes(String id, double predicted, double labelled) {
        return new Scores(id, Map.of(Metric.VOLUME_PRED, predicted, Metric.VOLUME_LABEL, labelled), "");
    }

    /** Differences −4, 2, 8, by hand: mean 2, sample standard deviation 6. */
    @Test
    void biasAndLimitsAreThoseOfTheDifferences() {
        BlandAltman agreement =
                BlandAltman.of(List.of(volumes("a", 60, 64), volumes("b", 82, 80), volumes("c", 108, 100)));

        assertThat(agreement.points())
                .containsExactly(new Point("a", 62, -4), new Point("b", 81, 2), new Point("c", 104, 8));
        assertThat(agreement.bias()).isEqualTo(2);
        assertThat(agreement.sd()).isEqualTo(6);
        assertThat(agreement.low()).isCloseTo(2 - 11.76, within(1e-12));
        assertThat(agreement.high()).isCloseTo(2 + 11.76, within(1e-12));
    }

    @Test
    void aCaseWithoutBothVolumesIsNoPoint() {
        BlandAltman agreement = BlandAltman.of(
                List.of(volumes("a", 60, 64), new Scores("b", Map.of(Metric.VOLUME_PRED, 7.0), "no label")));

        assertThat(agreement.points()).hasSize(1);
        assertThat(agreement.bias()).isEqualTo(-4);
        assertThat(agreement.hasLimits()).isFalse();
    }

    @Test
    void withoutCasesThereIsNoBias() {
        assertThat(BlandAltman.of(List.of()).points()).isEmpty();
        assertThat(BlandAltman.of(List.of()).bias()).isNaN();
    }
}
