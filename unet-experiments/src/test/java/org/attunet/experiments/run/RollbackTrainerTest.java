package org.attunet.experiments.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.attunet.data.cache.PreparedCases;
import org.attunet.data.dataset.Split.Overlap;
import org.attunet.data.phantom.Difficulty;
import org.attunet.data.phantom.PhantomDataset;
import org.attunet.data.phantom.PhantomDataset.Existing;
import org.attunet.data.phantom.PhantomSettings;
import org.attunet.experiments.experiment.Experiment;
import org.attunet.experiments.experiment.Experiments;
import org.attunet.experiments.experiment.Scale;
import org.attunet.experiments.task.Interruption;
import org.attunet.model.engine.BackendChoice;
import org.attunet.train.Checkpoint;
import org.attunet.train.DivergedException;
import org.attunet.train.Divergence;
import org.attunet.train.RunFolder;
import org.attunet.train.TrainingListener;
import org.attunet.train.TrainingRun;
import org.attunet.train.TrainingState;
import org.attunet.train.listener.CheckpointListener;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run that diverges goes back to where it was well, at half the rate. */
class RollbackTrainerTest {
    private static final double RATE = 0.001;

    @TempDir
    private static Path shared;

    @TempDir
    private Path folder;

    @BeforeAll
    static void makeData() {
        PhantomDataset.write(
                shared.resolve("data"),
                PhantomSettings.cube(4, 16, 3, Difficulty.EASY),
                Existing.REFUSE,
                (done, total) -> {});
    }

    /** Diverges in an epoch, counted from 1, while the rate is above a limit. */
    private record Diverging(Divergence how, int epoch, double limit) implements TrainingListener {
        @Override
        public void stepped(TrainingRun run, TrainingState state, double loss) {
            if (state.epoch() + 1 == epoch && run.settings().optimizer().learningRate() > limit) {
                throw new DivergedException(how, "diverged", "Stay.");
            }
        }
    }

    private TrainingState train(int rollbacks, Diverging diverging) {
        Experiment experiment = Experiments.load(
                "baseline",
                Optional.of(Scale.DEMO),
                List.of(
                        "network.widths=[2, 3, 4]",
                        "network.supervision=2",
                        "data.patch=8",
                        "training.schedule=constant",
                        "training.validate-every=1",
                        "training.epochs=4",
                        "training.learning-rate=" + RATE,
                        "training.guard.rollbacks=" + rollbacks));
        RunFolder run = new RunFolder(folder);
        RunData data = RunData.open(shared.resolve("data"), Overlap.REFUSED, 0);
        EpochLimit limit = new EpochLimit(4);
        RunContext context = new RunContext(BackendChoice.AUTO.resolve(), new Interruption());
        try (PreparedCases cases = experiment
                .data()
                .cache()
                .cases(data.dataset().settings(), experiment.data().preprocessing(), run.cache())) {
            return new RollbackTrainer(
                            new TrainingJob(experiment, data, run, context).plan(cases),
                            run,
                            context.interruption(),
                            limit,
                            List.of(new CheckpointListener(run), limit, diverging))
                    .run();
        }
    }

    @Test
    void itGoesOnFromTheLastCheckpointAtHalfTheRate() {
        TrainingState state = train(2, new Diverging(Divergence.NUMBERS, 3, RATE / 1.5));
        assertThat(state.rollbacks()).isEqualTo(1);
        assertThat(state.history())
                .extracting(row -> row.learningRate())
                .containsExactly(RATE, RATE, RATE / 2, RATE / 2);
        assertThat(Checkpoint.read(new RunFolder(folder).last()).state().rollbacks())
                .isEqualTo(1);
    }

    @Test
    void whereThatDoesNotHelpItGoesBackFurther() {
        TrainingState state = train(2, new Diverging(Divergence.NUMBERS, 3, RATE / 3));
        assertThat(state.rollbacks()).isEqualTo(2);
        assertThat(state.history())
                .extracting(row -> row.learningRate())
                .containsExactly(RATE, RATE / 4, RATE / 4, RATE / 4);
    }

    @Test
    void itStopsWhenItHasGoneBackAsOftenAsAllowed() {
        assertThatThrownBy(() -> train(1, new Diverging(Divergence.NUMBERS, 3, 0)))
                .isInstanceOf(DivergedException.class)
                .hasMessage("diverged. Stay.");
        assertThat(Checkpoint.read(new RunFolder(folder).last()).state().epoch())
                .isEqualTo(2);
    }

    @Test
    void thereIsNoWayBackFromTheFirstEpoch() {
        assertThatThrownBy(() -> train(5, new Diverging(Divergence.NUMBERS, 1, 0)))
                .isInstanceOf(DivergedException.class);
        assertThat(Files.exists(new RunFolder(folder).last())).isFalse();
    }
}
