package org.attunet.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.attunet.data.DataException;
import org.attunet.eval.inference.ModelFile;
import org.attunet.model.engine.BackendChoice;
import org.attunet.model.weights.Tensor;
import org.attunet.train.listener.CheckpointListener;
import org.attunet.train.listener.HistoryListener;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A run that was stopped and goes on ends as one that never stopped, bit for bit. */
class ResumeTest {
    private static final int EPOCHS = 3;

    @TempDir
    private static Path shared;

    private static TinyRuns runs;
    private static Checkpoint whole;

    @TempDir
    private Path folder;

    @BeforeAll
    static void trainWithoutAStop() {
        runs = TinyRuns.in(shared);
        whole = train(new RunFolder(shared.resolve("tiny/whole")), EPOCHS);
    }

    private static Checkpoint train(RunFolder run, int epochs) {
        new Trainer(runs.plan(TinyRuns.settings(epochs)), List.of(new CheckpointListener(run))).run();
        return Checkpoint.read(run.last());
    }

    /** Three steps an epoch: within epochs, at their ends, and once in the very first step. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5, 6, 8})
    void stoppedAfterAnyStepItEndsTheSame(int steps) {
        RunFolder run = new RunFolder(folder.resolve("tiny/stopped"));
        stopAfter(steps, run);

        Trainer trainer = new Trainer(runs.plan(TinyRuns.settings(EPOCHS)), List.of(new CheckpointListener(run)));
        trainer.resume(Checkpoint.read(run.last()));
        trainer.run();

        requireSame(Checkpoint.read(run.last()), whole);
        requireSame(Checkpoint.read(run.best()), Checkpoint.read(new RunFolder(shared.resolve("tiny/whole")).best()));
    }

    /** Three steps an epoch of two batches each, the last one of one. */
    @ParameterizedTest
    @ValueSource(ints = {1, 3, 5})
    void soDoesOneThatGathersBatches(int steps) {
        TrainingSettings settings = new Recipe()
                .with("epochs", 2)
                .with("batch", 1)
                .with("gradientAccumulation", 2)
                .settings();
        RunFolder run = new RunFolder(folder.resolve("tiny/gathering"));
        RunFolder never = new RunFolder(folder.resolve("tiny/never-stopped"));
        new Trainer(runs.plan(settings), List.of(new CheckpointListener(never))).run();
        stopAfter(steps, run, settings);

        Trainer trainer = new Trainer(runs.plan(settings), List.of(new CheckpointListener(run)));
        trainer.resume(Checkpoint.read(run.last()));
        trainer.run();

        requireSame(Checkpoint.read(run.last()), Checkpoint.read(never.last()));
    }

    /** Whatever else a recipe asks for; weight decay, frozen blocks and dropout on top of the tiny runs' clipping and average. */
    @ParameterizedTest
    @EnumSource(Schedule.class)
    void soDoesOneOfAnyRecipe(Schedule schedule) {
        TrainingSettings settings = new Recipe()
                .with("epochs", 2)
                .with("schedule", schedule)
                .with("weightDecay", 0.01)
                .with("frozen", List.of("encoder1"))
                .with("patience", 5)
                .settings();
        TrainingPlan plan = runs.withDropout(settings);
        RunFolder never = new RunFolder(folder.resolve("tiny/never-stopped"));
        new Trainer(plan, List.of(new CheckpointListener(never))).run();
        RunFolder run = new RunFolder(folder.resolve("tiny/stopped"));
        stopAfter(2, run, plan);

        Trainer trainer = new Trainer(plan, List.of(new CheckpointListener(run)));
        trainer.resume(Checkpoint.read(run.last()));
        trainer.run();

        requireSame(Checkpoint.read(run.last()), Checkpoint.read(never.last()));
    }

    /** Asked before it begins, a run is there to go on with all the same. */
    @Test
    void stoppedBeforeItsFirstStepItEndsTheSame() {
        RunFolder run = new RunFolder(folder.resolve("tiny/stopped"));
        TrainingPlan plan = runs.plan(TinyRuns.settings(EPOCHS));
        Trainer stopped = new Trainer(plan, List.of(new CheckpointListener(run)));
        stopped.stop();
        assertThatThrownBy(stopped::run).isInstanceOf(InterruptedTrainingException.class);

        Trainer trainer = new Trainer(plan, List.of(new CheckpointListener(run)));
        trainer.resume(Checkpoint.read(run.last()));
        trainer.run();

        requireSame(Checkpoint.read(run.last()), whole);
    }

    /** What is saved is the state after the epoch's last step; the validation is done again. */
    @Test
    void stoppedWithinAValidationItEndsTheSame() {
        TrainingPlan plan = runs.validatedTwice(TinyRuns.settings(2));
        RunFolder never = new RunFolder(folder.resolve("tiny/never-stopped"));
        new Trainer(plan, List.of(new CheckpointListener(never))).run();
        RunFolder run = new RunFolder(folder.resolve("tiny/stopped"));
        Trainer[] stopped = new Trainer[1];
        TrainingListener stop = new TrainingListener() {
            @Override
            public void validating(TrainingRun training, TrainingState state, int done, int total) {
                stopped[0].stop();
            }
        };
        stopped[0] = new Trainer(plan, List.of(stop, new CheckpointListener(run)));
        assertThatThrownBy(stopped[0]::run).isInstanceOf(InterruptedTrainingException.class);
        assertThat(Checkpoint.read(run.last()).state())
                .extracting(TrainingState::epoch, TrainingState::step)
                .containsExactly(0, 3);

        Trainer trainer = new Trainer(plan, List.of(new CheckpointListener(run)));
        trainer.resume(Checkpoint.read(run.last()));
        trainer.run();

        requireSame(Checkpoint.read(run.last()), Checkpoint.read(never.last()));
        requireSame(Checkpoint.read(run.best()), Checkpoint.read(never.best()));
    }

    /** The checkpoint comes first: killed between the two, a run has an epoch more than its history tells. */
    @Test
    void aRowThatAKilledRunOwesIsWrittenWhenItGoesOn() throws IOException {
        RunFolder run = new RunFolder(folder.resolve("tiny/owing"));
        TrainingPlan plan = runs.plan(TinyRuns.settings(2));
        new Trainer(plan, List.of(new CheckpointListener(run), new HistoryListener(run))).run();
        List<String> rows = Files.readAllLines(run.history());
        Files.write(run.history(), rows.subList(0, 2));
        Files.delete(run.lossPlot());

        Trainer trainer = new Trainer(plan, List.of(new HistoryListener(run)));
        trainer.resume(Checkpoint.read(run.last()));
        trainer.run();

        assertThat(Files.readAllLines(run.history())).isEqualTo(rows).hasSize(3);
        assertThat(run.lossPlot()).exists();
    }

    private static void stopAfter(int steps, RunFolder run) {
        stopAfter(steps, run, TinyRuns.settings(EPOCHS));
    }

    private static void stopAfter(int steps, RunFolder run, TrainingSettings settings) {
        stopAfter(steps, run, runs.plan(settings));
    }

    private static void stopAfter(int steps, RunFolder run, TrainingPlan plan) {
        int[] done = {0};
        Trainer[] trainer = new Trainer[1];
        TrainingListener stop = new TrainingListener() {
            @Override
            public void stepped(TrainingRun stopped, TrainingState state, double loss) {
                if (++done[0] == steps) {
                    trainer[0].stop();
                }
            }
        };
        trainer[0] = new Trainer(plan, List.of(stop, new CheckpointListener(run)));
        assertThatThrownBy(trainer[0]::run).isInstanceOf(InterruptedTrainingException.class);
    }

    private static void requireSame(Checkpoint found, Checkpoint expected) {
        assertThat(found.parameters().values()).isEqualTo(expected.parameters().values());
        assertThat(found.moments().values()).isEqualTo(expected.moments().values());
        assertThat(found.state().bestDice()).isEqualTo(expected.state().bestDice());
        assertThat(timeless(found)).isEqualTo(timeless(expected));
        expected.model()
                .weights()
                .forEach((name, tensor) -> assertThat(values(found, name)).isEqualTo(tensor.values()));
    }

    private static List<EpochRecord> timeless(Checkpoint checkpoint) {
        return checkpoint.state().history().stream()
                .map(row -> new EpochRecord(
                        row.epoch(), row.loss(), row.validationDice(), row.learningRate(), 0, 0, 0, 0, 0, 0))
                .toList();
    }

    private static float[] values(Checkpoint checkpoint, String name) {
        Tensor tensor = checkpoint.model().weights().get(name);
        return tensor.values();
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 4})
    void threadsThatMakePatchesChangeNothing(int threads) {
        RunFolder run = new RunFolder(folder.resolve("tiny/threads"));
        new Trainer(runs.plan(TinyRuns.settings(EPOCHS), threads), List.of(new CheckpointListener(run))).run();

        requireSame(Checkpoint.read(run.last()), whole);
    }

    @Test
    void theCheckpointBeforeTheLastIsKept() throws IOException {
        RunFolder run = new RunFolder(folder.resolve("tiny/kept"));
        train(run, 2);

        assertThat(Checkpoint.read(run.last()).state().epoch()).isEqualTo(2);
        assertThat(Checkpoint.read(run.previous()).state().epoch()).isEqualTo(1);
        try (var files = Files.list(run.last().getParent())) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder("best.zip", "last.zip", "previous.zip");
        }
    }

    @Test
    void aDamagedCheckpointIsRefused() throws IOException {
        RunFolder run = new RunFolder(folder.resolve("tiny/damaged"));
        train(run, 1);
        byte[] bytes = Files.readAllBytes(run.last());
        byte[] flipped = bytes.clone();
        flipped[bytes.length / 2] ^= 1;
        for (byte[] damaged : List.of(Arrays.copyOf(bytes, bytes.length / 2), flipped, new byte[0])) {
            Files.write(run.last(), damaged);
            assertThatThrownBy(() -> Checkpoint.read(run.last()))
                    .isInstanceOf(DataException.class)
                    .hasMessageContaining("last.zip");
        }
    }

    @Test
    void theBestCheckpointIsAModelThatWorksAlone() {
        RunFolder run = new RunFolder(shared.resolve("tiny/whole"));
        assertThat(ModelFile.read(run.best()).segmenter(BackendChoice.AUTO.resolve()))
                .isNotNull();
    }
}
