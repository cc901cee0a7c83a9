package org.attunet.experiments.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.attunet.experiments.settings.ConfigurationException;
import org.attunet.experiments.settings.RenamedSettings;
import org.attunet.experiments.settings.YamlReader;
import org.attunet.train.TrainingSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

class RenamedSettingsTest {
    private static final String OLD = """
            training:
              accumulation: 2
              final-share: 0.25
              average-decay: 0.5
            demo:
              training: {final-share: 0.125}
            """;

    @TempDir
    Path folder;

    @Test
    void aFileMayHoldTheOldNamesAtEveryScale() throws IOException {
        TrainingSettings full = load(OLD, Scale.FULL);
        assertThat(full.gradientAccumulation()).isEqualTo(2);
        assertThat(full.optimizer().finalLearningRateFraction()).isEqualTo(0.25);
        assertThat(full.optimizer().emaDecay()).isEqualTo(0.5);
        assertThat(load(OLD, Scale.DEMO).optimizer().finalLearningRateFraction())
                .isEqualTo(0.125);
    }

    @Test
    void anAssignmentByEitherNameWinsOverAFileByTheOther() throws IOException {
        assertThat(load(OLD, Scale.FULL, "training.gradient-accumulation=3").gradientAccumulation())
                .isEqualTo(3);
        assertThat(load(
                                "training: {gradient-accumulation: 2}",
                                Scale.FULL,
                                "training.accumulation=1",
                                "training.accumulation=4")
                        .gradientAccumulation())
                .isEqualTo(4);
        assertThat(load("{}", Scale.FULL, "training={accumulation: 5}").gradientAccumulation())
                .isEqualTo(5);
    }

    @Test
    void theRecordOfAnEarlierRunIsOfTheSameSettings() throws IOException {
        Experiment now = Experiments.load("best", Optional.of(Scale.DEMO), List.of());
        String before = Experiments.yaml(now)
                .replace("final-learning-rate-fraction:", "final-share:")
                .replace("ema-decay:", "average-decay:")
                .replace("gradient-accumulation:", "accumulation:");
        assertThat(before).contains("  final-share: 0.05\n", "  average-decay: 0.98\n", "  accumulation: 1\n");
        Files.writeString(folder.resolve("experiment.yaml"), before);
        assertThat(Experiments.load(folder.toString(), Optional.empty(), List.of()))
                .isEqualTo(now);
    }

    @Test
    void bothNamesAtOnceAreAnErrorThatNamesBoth() {
        assertThatThrownBy(() -> load("training: {final-share: 0.1, final-learning-rate-fraction: 0.1}", Scale.FULL))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining(
                        "x.yaml:1: training.final-share: is the old name of training.final-learning-rate-fraction");
        assertThatThrownBy(() -> load("{}", Scale.FULL, "training.ema-decay=0.5", "training.average-decay=0.5"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("training.average-decay: is the old name of training.ema-decay");
    }

    @Test
    void theLogNamesTheNewNameOnce() {
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        Logger logger = (Logger) LoggerFactory.getLogger(RenamedSettings.class);
        logger.addAppender(log);
        log.start();
        try {
            for (int n = 0; n < 2; n++) {
                // Below a key of its own: other tests may have had the names alone logged.
                RenamedSettings.in(YamlReader.read("once: {training: {accumulation: 2}}", "x.yaml"), new ArrayList<>());
            }
        } finally {
            logger.detachAppender(log);
        }
        assertThat(log.list)
                .extracting(ILoggingEvent::getFormattedMessage)
                .containsExactly(
                        "x.yaml:1: once.training.accumulation is now called once.training.gradient-accumulation;"
                                + " the old name is still read");
    }

    private TrainingSettings load(String yaml, Scale scale, String... assignments) throws IOException {
        Path file = Files.writeString(folder.resolve("x.yaml"), yaml);
        return Experiments.load(file.toString(), Optional.of(scale), List.of(assignments))
                .training();
    }
}
