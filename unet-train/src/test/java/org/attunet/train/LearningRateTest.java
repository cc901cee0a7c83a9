package org.attunet.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rates of 101 steps, so that step n is at n per cent. */
class LearningRateTest {
    private static final int STEPS = 101;

    private static double rate(Schedule schedule, double warmUp, int step) {
        TrainingSettings settings = new Recipe()
                .with("learningRate", 2.0)
                .with("schedule", schedule)
                .with("finalLearningRateFraction", 0.1)
                .with("warmUp", warmUp)
                .settings();
        return new LearningRate(settings.optimizer(), STEPS).valueAt(step, 0);
    }

    /** By hand: 2 · (0.1 + 0.9 · share), share being 1 − p, (1 − p)^0.9 and (1 + cos πp)/2; steps at quarters, 10^(−1/3) each. */
    @ParameterizedTest
    @CsvSource({
        "CONSTANT, 0, 2",
        "CONSTANT, 100, 2",
        "LINEAR, 0, 2",
        "LINEAR, 50, 1.1",
        "LINEAR, 100, 0.2",
        "POLYNOMIAL, 0, 2",
        "POLYNOMIAL, 50, 1.1645964",
        "POLYNOMIAL, 100, 0.2",
        "COSINE, 0, 2",
        "COSINE, 25, 1.7363961",
        "COSINE, 50, 1.1",
        "COSINE, 100, 0.2",
        "STEP, 24, 2",
        "STEP, 25, 0.9283178",
        "STEP, 50, 0.4308869",
        "STEP, 75, 0.2",
        "STEP, 100, 0.2"
    })
    void ratesFallAsTheirSchedulesSay(Schedule schedule, int step, double expected) {
        assertThat(rate(schedule, 0, step)).isCloseTo(expected, within(1e-6));
    }

    /** Over the first fifth in equal parts, then the schedule over what is left. */
    @ParameterizedTest
    @CsvSource({"0, 0.0952381", "9, 0.9523810", "19, 1.9047619", "20, 2", "60, 1.1", "100, 0.2"})
    void theRateFirstRises(int step, double expected) {
        assertThat(rate(Schedule.COSINE, 0.2, step)).isCloseTo(expected, within(1e-6));
    }
}
