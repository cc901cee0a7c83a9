package org.attunet.experiments.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.attunet.experiments.experiment.Experiment;
import org.attunet.experiments.experiment.Experiments;
import org.attunet.experiments.experiment.Scale;
import org.attunet.model.engine.BackendChoice;
import org.junit.jupiter.api.Test;

class WorkEstimateTest {
    @Test
    void stepsAreThoseOfAllEpochs() {
        Experiment experiment = Experiments.load(
                "baseline", Optional.of(Scale.DEMO), List.of("training.epochs=10", "network.widths=[4, 4, 6, 8]"));

        WorkEstimate estimate = WorkEstimate.measure(experiment, 7, BackendChoice.AUTO.resolve());

        assertThat(estimate.steps()).isEqualTo(40);
        assertThat(estimate.secondsPerStep()).isPositive();
    }

    @Test
    void longWorkIsToldInDays() {
        assertThat(new WorkEstimate(172, 61_200)).hasToString("61200 steps of 172 s: about 122 days");
        assertThat(new WorkEstimate(0.5, 7_440)).hasToString("7440 steps of 0.500 s: about 1 h 02 min");
    }
}
