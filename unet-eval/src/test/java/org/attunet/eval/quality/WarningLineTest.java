package org.attunet.eval.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class WarningLineTest {
    private static double line(double[] predicted, double... truth) {
        return WarningLine.of(predicted, truth);
    }

    /** The highest prediction of a poor case is 0.45; of six good ones (0.6 and five of 0.8) the 15th percentile is 0.6 + 0.05 · 0.2. */
    @Test
    void itLiesMidwayBetweenPoorAndGoodCases() {
        double[] predicted = {0.3, 0.45, 0.6, 0.8, 0.8, 0.8, 0.8, 0.8};
        assertThat(line(predicted, 0.2, 0.4, 0.71, 0.8, 0.8, 0.8, 0.8, 0.8)).isCloseTo((0.45 + 0.61) / 2, within(1e-6));
    }

    @Test
    void noPoorCaseGoesWithoutAWarningHoweverManyGoodOnesAreWarnedOf() {
        double[] predicted = {0.75, 0.7, 0.72, 0.74, 0.8};
        double line = line(predicted, 0.3, 0.8, 0.8, 0.8, 0.8);
        assertThat(line).isGreaterThan(0.75).isLessThan(0.7501);
    }

    @Test
    void withoutPoorCasesItIs06OrLowerWhereGoodOnesArePredictedSo() {
        assertThat(line(new double[] {0.8, 0.9}, 0.8, 0.9)).isEqualTo(0.6);
        double[] predicted = new double[20];
        Arrays.fill(predicted, 0.5);
        double[] truth = new double[20];
        Arrays.fill(truth, 0.8);
        assertThat(line(predicted, truth)).isEqualTo(0.5);
    }

    @Test
    void withoutGoodCasesItIs06AtLeastMidway() {
        assertThat(line(new double[] {0.3, 0.4}, 0.3, 0.4)).isCloseTo(0.5, within(1e-9));
    }
}
