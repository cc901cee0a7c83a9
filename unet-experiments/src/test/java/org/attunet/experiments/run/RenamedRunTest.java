package org.attunet.experiments.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.attunet.data.DataException;
import org.attunet.data.cache.PreparedCases;
import org.attunet.data.dataset.Split;
import org.attunet.data.dataset.Split.Overlap;
import org.attunet.data.dataset.SplitProtocol;
import org.attunet.data.phantom.Difficulty;
import org.attunet.data.phantom.PhantomDataset;
import org.attunet.data.phantom.PhantomDataset.Existing;
import org.attunet.data.phantom.PhantomSettings;
import org.attunet.eval.inference.Progress;
import org.attunet.experiments.experiment.Experiment;
import org.attunet.experiments.experiment.Experiments;
import org.attunet.experiments.experiment.Scale;
import org.attunet.experiments.task.ComputeThreads;
import org.attunet.experiments.task.Interruption;
import org.attunet.experiments.task.TaskContext;
import org.attunet.experiments.task.ThisProcess;
import org.attunet.model.engine.BackendChoice;
import org.attunet.train.RunFolder;
import org.attunet.train.Trainer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** A run's folder that is renamed at any time between the start of its training and the end of its evaluation is not made again. */
class RenamedRunTest {
    private static final RunContext CONTEXT = new RunContext(BackendChoice.AUTO.resolve(), new Interruption());
    private static final Logger LOG = (Logger) LoggerFactory.getLogger("org.attunet");

    @TempDir
    private Path folder;

    private Experiment experiment;
    private RunData data;
    private Runs runs;
    private final Level before = LOG.getLevel();
    private Renaming renaming;

    /** Renames a folder once, at the first message that is meant. */
    private static final class Renaming extends AppenderBase<ILoggingEvent> {
        private final Predicate<String> when;
        private final Supplier<Path> what;
        private Path renamed;

        Renaming(Predicate<String> when, Supplier<Path> what) {
            this.when = when;
            this.what = what;
        }

        @Override
        protected void append(ILoggingEvent event) {
            if (renamed == null && when.test(event.getFormattedMessage())) {
                renamed = what.get();
                try {
                    Files.move(renamed, renamed.resolveSibling("renamed"));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        }
    }

    @BeforeEach
    void makeData() {
        Path dataset = folder.resolve("data");
        PhantomDataset.write(
                dataset, PhantomSettings.cube(4, 16, 3, Difficulty.EASY), Existing.REFUSE, (done, all) -> {});
        data = RunData.open(dataset, Overlap.REFUSED, 0);
        runs = new Runs(folder.resolve("runs"));
        experiment = experiment();
    }

    private static Experiment experiment(String... more) {
        List<String> settings = new ArrayList<>(List.of(
                "network.widths=[2, 3]",
                "network.supervision=1",
                "data.patch=8",
                "training.epochs=1",
                "training.validate-every=1"));
        settings.addAll(List.of(more));
        return Experiments.load("baseline", Optional.of(Scale.DEMO), settings);
    }

    private void renameAt(String message, Supplier<Path> what) {
        renaming = new Renaming(said -> said.contains(message), what);
        renaming.setContext(LOG.getLoggerContext());
        renaming.start();
        LOG.setLevel(Level.INFO);
        LOG.addAppender(renaming);
    }

    @AfterEach
    void stopRenaming() {
        if (renaming != null) {
            LOG.detachAppender(renaming);
            LOG.setLevel(before);
        }
    }

    private void assertLost(ThrowingCallable work) {
        assertThatThrownBy(work).isInstanceOf(DataException.class).hasMessageContaining("is gone");
        assertThat(renaming.renamed).isNotNull().doesNotExist();
        assertThat(renaming.renamed.resolveSibling("renamed")).isDirectory();
    }

    @Test
    void beforeTheFirstStep() {
        RunFolder run = RunStart.begin(experiment, data, runs, CONTEXT.backend());
        renameAt("scale demo", run::path);
        assertLost(() -> new TrainingJob(experiment, data, run, CONTEXT).run());
    }

    @Test
    void beforeItIsLocked() throws IOException {
        RunFolder run = RunStart.begin(experiment, data, runs, CONTEXT.backend());
        Files.move(run.path(), run.path().resolveSibling("renamed"));
        assertThatThrownBy(() -> new TrainingJob(experiment, data, run, CONTEXT).run())
                .isInstanceOf(DataException.class)
                .hasMessageContaining("is gone");
        assertThat(run.path()).doesNotExist();
    }

    @Test
    void afterTheLastEpoch() {
        RunFolder run = RunStart.begin(experiment, data, runs, CONTEXT.backend());
        renameAt("epoch 1/1", run::path);
        assertLost(() -> new TrainingJob(experiment, data, run, CONTEXT).run());
    }

    @Test
    void whereFineTuningReports() throws IOException {
        RunFolder first = RunStart.begin(experiment, data, runs, CONTEXT.backend());
        new TrainingJob(experiment, data, first, CONTEXT).run();
        Experiment tuned = experiment("training.initial-model=" + first.path());
        RunFolder lost = new RunFolder(runs.root().resolve("baseline/lost"));
        try (PreparedCases cases = experiment
                .data()
                .cache()
                .cases(data.dataset().settings(), experiment.data().preprocessing(), first.cache())) {
            Trainer trainer = new Trainer(new TrainingJob(tuned, data, lost, CONTEXT).plan(cases), List.of());
            assertThatThrownBy(() -> InitialModel.begin(trainer, tuned.training(), lost))
                    .isInstanceOf(DataException.class)
                    .hasMessageContaining("is gone");
        }
        assertThat(lost.path()).doesNotExist();
    }

    @Test
    void betweenTwoFolds() {
        List<Split> folds = SplitProtocol.kFold(data.dataset().ids(), 2, 0);
        Path whole = CrossValidation.begin(experiment, data, folds, runs, CONTEXT.backend());
        renameAt("fold 2 of 2", () -> whole);
        TaskContext here = new TaskContext(CONTEXT::backend, CONTEXT.interruption(), ComputeThreads.ALL, Progress.NONE);
        CrossValidation job = new CrossValidation(experiment, data, folds, whole, new ThisProcess(here));
        assertLost(job::run);
    }
}
