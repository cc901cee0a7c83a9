package org.attunet.experiments.run;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.attunet.experiments.experiment.Experiment;
import org.attunet.experiments.experiment.Experiments;
import org.attunet.experiments.experiment.Scale;
import org.attunet.model.SettingsException;
import org.attunet.model.network.MemoryEstimate;
import org.junit.jupiter.api.Test;

class MemoryCheckTest {
    private static Experiment baseline(String... settings) {
        return Experiments.load("baseline", Optional.of(Scale.FULL), List.of(settings));
    }

    @Test
    void tooLargeIsRefusedWithTheEstimateAndWhatWouldFit() {
        MemoryCheck check = onCpu(12L << 30);
        assertThatThrownBy(() -> check.require(baseline()))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("8 patches of 96×96×96 voxels")
                .hasMessageContaining("12.00 GB are there")
                .hasMessageContaining("training.batch=1 and data.crops-per-volume=2")
                .hasMessageContaining("or data.patch=[64, 64, 64]");
        assertThatCode(() -> check.require(baseline("training.batch=1", "data.crops-per-volume=2")))
                .doesNotThrowAnyException();
        assertThatCode(() -> check.require(baseline("data.patch=64"))).doesNotThrowAnyException();
    }

    @Test
    void whereNoPatchFitsTheWidthsAreTooLarge() {
        MemoryCheck check = onCpu(200L << 20);
        assertThatThrownBy(() -> check.require(baseline())).hasMessageContaining("smaller network.widths");
    }

    @Test
    void windowsOfInferenceCountToo() {
        Experiment experiment =
                baseline("data.patch=32", "training.batch=1", "inference.window=96", "inference.batch=8");
        MemoryCheck check = onCpu(3L << 30);
        assertThatThrownBy(() -> check.require(experiment))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("validating baseline needs about")
                .hasMessageContaining("8 windows of 96×96×96 voxels at once")
                .hasMessageContaining("inference.batch=3");
        assertThatThrownBy(() ->
                        onCpu(1L << 30).requireInference("predicting", experiment.network(), experiment.inference()))
                .hasMessageContaining("inference.batch=1 and inference.window=[");
        assertThatCode(() -> check.requireInference(
                        "predicting",
                        experiment.network(),
                        experiment.inference().withBatch(1)))
                .doesNotThrowAnyException();
    }

    @Test
    void demoScaleFitsHere() {
        Experiment demo = Experiments.load("baseline", Optional.of(Scale.DEMO), List.of());
        assertThatCode(() -> MemoryCheck.ofThisProcess().require(demo)).doesNotThrowAnyException();
    }

    private static MemoryCheck onCpu(long bytes) {
        return new MemoryCheck(bytes, "there", MemoryEstimate::total);
    }
}
