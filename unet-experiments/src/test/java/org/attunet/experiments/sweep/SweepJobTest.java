package org.attunet.experiments.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.attunet.data.DataException;
import org.attunet.data.phantom.Difficulty;
import org.attunet.data.phantom.PhantomDataset;
import org.attunet.data.phantom.PhantomDataset.Existing;
import org.attunet.data.phantom.PhantomSettings;
import org.attunet.eval.inference.Progress;
import org.attunet.experiments.experiment.Experiments;
import org.attunet.experiments.experiment.Scale;
import org.attunet.experiments.run.RunLock;
import org.attunet.experiments.run.Runs;
import org.attunet.experiments.settings.ConfigurationException;
import org.attunet.experiments.sweep.SweepContext.Start;
import org.attunet.experiments.sweep.SweepRow.State;
import org.attunet.experiments.task.ComputeThreads;
import org.attunet.experiments.task.Interruption;
import org.attunet.experiments.task.TaskContext;
import org.attunet.experiments.task.TaskExecutor;
import org.attunet.experiments.task.ThisProcess;
import org.attunet.model.engine.BackendChoice;
import org.attunet.model.engine.Device;
import org.attunet.train.TrainingSettings;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sweeps of networks of a few hundred parameters: who is trained when, not what is learnt. */
class SweepJobTest {
    private static final List<String> TINY = List.of(
            "network.widths=[2, 3]",
            "network.supervision=1",
            "data.patch=16",
            "training.epochs=2",
            "training.validate-every=1");

    @TempDir
    private static Path data;

    @TempDir
    private Path runs;

    @BeforeAll
    static void makePhantoms() {
        PhantomSettings settings = PhantomSettings.cube(4, 24, 3, Difficulty.EASY);
        PhantomDataset.write(data, settings, Existing.REPLACE, (done, all) -> {});
    }

    @Test
    void namedExperimentsAreTrainedScoredAndNotRepeated() throws IOException {
        SweepFile file = SweepFile.read("experiments: [baseline, dice-ce]", "two.yaml", "two");
        List<SweepRow> first = run(file, Start.RESUME, TINY).rows();
        assertThat(first).extracting(SweepRow::name).containsExactly("baseline", "dice-ce");
        assertThat(first)
                .allMatch(row -> row.state() == State.DONE && row.testDice().isPresent());

        List<SweepRow> again = run(file, Start.RESUME, TINY).rows();
        assertThat(folders()).hasSize(2);
        assertThat(again)
                .extracting(SweepRow::testDice)
                .isEqualTo(first.stream().map(SweepRow::testDice).toList());

        run(file, Start.FRESH, TINY);
        assertThat(folders()).hasSize(4);
        assertThat(Files.readAllLines(runs.resolve("two.csv"))).hasSize(3);
    }

    @Test
    void aFailingCandidateIsARowAndTheSweepGoesOn() {
        SweepFile file = SweepFile.read("""
                strategy: grid
                space:
                  network.widths: {values: [[2, 0], [2, 3]]}
                """, "grid.yaml", "grid");
        List<String> rest = TINY.subList(1, TINY.size());
        SweepTable table = run(file, Start.RESUME, rest);
        assertThat(table.rows()).extracting(SweepRow::state).containsExactly(State.FAILED, State.DONE);
        assertThat(table.rows().get(0).error()).contains("network.widths");
        assertThat(table.best().orElseThrow().name()).isEqualTo("grid-002");
    }

    @Test
    void halvingTrainsOnlyTheBetterOnesToTheirEnd() throws IOException {
        SweepFile file = SweepFile.read("""
                candidates: 2
                rungs: 2
                space:
                  training.learning-rate: {min: 0.001, max: 0.01, scale: log}
                """, "half.yaml", "half");
        List<SweepRow> rows = run(file, Start.RESUME, TINY).rows();
        assertThat(rows).extracting(SweepRow::state).containsExactlyInAnyOrder(State.DONE, State.STOPPED);
        assertThat(folders()).hasSize(2);
        for (SweepRow row : rows) {
            Path history = row.run().orElseThrow().history();
            assertThat(Files.readAllLines(history)).hasSize(row.state() == State.DONE ? 3 : 2);
        }
    }

    @Test
    void whatIsCutOffIsNoFailureAndTheNextSweepGoesOnWithIt() throws IOException {
        SweepFile file = SweepFile.read("experiments: [baseline]", "cut.yaml", "cut");
        Interruption interruption = new Interruption();
        SweepContext context = new SweepContext(
                data, new Runs(runs), Optional.of(Scale.DEMO), TINY, Start.RESUME, Device.CPU, here(interruption));
        SweepTable cut = new SweepJob(file, context, table -> request(interruption)).run();
        assertThat(cut.rows()).extracting(SweepRow::state).containsExactly(State.INTERRUPTED);

        assertThat(run(file, Start.RESUME, TINY).rows())
                .extracting(SweepRow::state)
                .containsExactly(State.DONE);
        assertThat(folders()).hasSize(1);
    }

    private static void request(Interruption interruption) {
        try {
            interruption.request();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void seedsAreTrainedEachAndAveraged() {
        SweepFile file = SweepFile.read("{experiments: [baseline], seeds: [3, 4]}", "s.yaml", "s");
        SweepTable table = run(file, Start.RESUME, TINY);
        assertThat(table.rows()).extracting(SweepRow::name).containsExactly("baseline-seed3", "baseline-seed4");
        double mean = table.rows().stream()
                .mapToDouble(row -> row.testDice().orElseThrow())
                .average()
                .orElseThrow();
        assertThat(table.text())
                .contains(String.format(Locale.ROOT, "baseline         test %.4f (", mean))
                .contains("2 of 2 done");
    }

    @Test
    void aSweepsSettingsAreLaidOverEveryCandidateAndTheCommandLineWins() {
        SweepFile file =
                SweepFile.read("{experiments: [baseline], settings: {training: {epochs: 1, batch: 3}}}", "s.yaml", "s");
        SweepRow row = run(file, Start.RESUME, TINY).rows().get(0);
        TrainingSettings training = Experiments.load(
                        row.run().orElseThrow().path().toString(), Optional.empty(), List.of())
                .training();
        assertThat(training.batch()).isEqualTo(3);
        assertThat(training.epochs()).isEqualTo(2);
    }

    @Test
    void aGeneticSearchCrossesWhatItFoundAndDoesNotRepeatItself() throws IOException {
        SweepFile file = SweepFile.read("""
                strategy: genetic
                candidates: 5
                settings: {training: {epochs: 1}}
                space:
                  training.learning-rate: {min: 0.001, max: 0.01, scale: log}
                  loss.kind: {values: [dice, dice-ce]}
                """, "g.yaml", "g");
        List<String> settings = new ArrayList<>(TINY);
        settings.remove("training.epochs=2");
        List<SweepRow> rows = run(file, Start.RESUME, settings).rows();
        assertThat(rows).hasSize(5).allMatch(row -> row.state() == State.DONE);
        assertThat(run(file, Start.RESUME, settings).rows())
                .extracting(SweepRow::assignments)
                .isEqualTo(rows.stream().map(SweepRow::assignments).toList());
        assertThat(folders()).hasSize(5);
    }

    @Test
    void aSearchEndsAsAPictureWithAPanelASetting() throws IOException {
        SweepFile file = SweepFile.read("""
                strategy: grid
                grid-steps: 2
                settings: {training: {epochs: 1}}
                space:
                  training.learning-rate: {min: 0.001, max: 0.01, scale: log}
                  loss.kind: {values: [dice]}
                """, "p.yaml", "p");
        run(file, Start.RESUME, TINY);
        BufferedImage picture = ImageIO.read(runs.resolve("p.png").toFile());
        assertThat(picture.getWidth()).isEqualTo(920);
        assertThat(colours(picture.getSubimage(0, 0, 460, 380)))
                .isNotEqualTo(colours(picture.getSubimage(460, 0, 460, 380)))
                .contains(0xff4477aa);
    }

    private static Set<Integer> colours(BufferedImage picture) {
        int[] pixels = picture.getRGB(0, 0, picture.getWidth(), picture.getHeight(), null, 0, picture.getWidth());
        return IntStream.of(pixels).boxed().collect(Collectors.toSet());
    }

    @Test
    void aCandidateThatDivergedIsNotTrainedAgain() throws IOException {
        SweepFile file = SweepFile.read("experiments: [baseline]", "d.yaml", "d");
        SweepRow done = run(file, Start.RESUME, TINY).rows().get(0);
        Path record = done.run().orElseThrow().provenance();
        Files.writeString(
                record,
                Files.readString(record)
                        .replace("\"finished\"", "\"diverged\"")
                        .replace("\"message\" : \"\"", "\"message\" : \"the loss is nan\""));
        SweepRow again = run(file, Start.RESUME, TINY).rows().get(0);
        assertThat(again.state()).isEqualTo(State.FAILED);
        assertThat(again.error()).isEqualTo("the loss is nan");
        assertThat(folders()).hasSize(1);
    }

    @Test
    void aRoundOfHalvingEndsWithAValidation() throws IOException {
        SweepFile file = SweepFile.read("""
                candidates: 2
                rungs: 2
                settings: {training: {epochs: 4, validate-every: 3}}
                space:
                  training.learning-rate: {min: 0.001, max: 0.01, scale: log}
                """, "v.yaml", "v");
        List<SweepRow> rows = run(file, Start.RESUME, TINY.subList(0, 3)).rows();
        for (SweepRow row : rows) {
            List<String> history = Files.readAllLines(row.run().orElseThrow().history());
            assertThat(history).hasSize(row.state() == State.DONE ? 5 : 4);
            assertThat(row.validationDice().orElseThrow()).isNotNegative();
        }
    }

    @Test
    void otherDataOfTheSameNamesAreTrainedAnew(@TempDir Path other) throws IOException {
        SweepFile file = SweepFile.read("experiments: [baseline]", "o.yaml", "o");
        SweepRow first = run(file, Start.RESUME, TINY).rows().get(0);
        PhantomDataset.write(
                other, PhantomSettings.cube(4, 24, 4, Difficulty.EASY), Existing.REPLACE, (done, all) -> {});
        SweepRow second = run(other, file, Start.RESUME, TINY).rows().get(0);
        assertThat(folders()).hasSize(2);
        assertThat(second.run()).isNotEqualTo(first.run());
        assertThat(run(file, Start.RESUME, TINY).rows().get(0).run()).isEqualTo(first.run());
        assertThat(folders()).hasSize(2);
    }

    @Test
    void aSearchScoresItsBestCandidateAloneOnTheTestCases() {
        SweepFile file = SweepFile.read("""
                strategy: grid
                settings: {training: {epochs: 1}}
                space: {loss.kind: {values: [dice, dice-ce]}}
                """, "t.yaml", "t");
        SweepTable table = run(file, Start.RESUME, TINY);
        SweepRow best = table.best().orElseThrow();
        assertThat(table.rows()).hasSize(2);
        assertThat(table.rows())
                .filteredOn(row -> row.testDice().isPresent())
                .extracting(SweepRow::name)
                .containsExactly(best.name());
        assertThat(best.run().orElseThrow().evaluation().resolve("summary.json"))
                .exists();
    }

    @Test
    void theSameSettingsASecondTimeAreTheSameRun() throws IOException {
        SweepFile file = SweepFile.read("""
                strategy: grid
                settings: {training: {epochs: 1}}
                space: {loss.kind: {values: [dice, dice, dice-ce]}}
                """, "t.yaml", "t");
        List<SweepRow> rows = run(file, Start.RESUME, TINY).rows();
        assertThat(rows).extracting(SweepRow::name).containsExactly("t-001", "t-002", "t-003");
        assertThat(rows.get(1).run()).isEqualTo(rows.get(0).run());
        assertThat(rows.get(1).validationDice()).isEqualTo(rows.get(0).validationDice());
        assertThat(folders()).hasSize(2);
    }

    @Test
    void aRoundOfHalvingIsScoredByItsOwnEpochsWhereItsRunIsFurther() throws IOException {
        SweepFile file = SweepFile.read("""
                candidates: 2
                rungs: 2
                settings: {training: {epochs: 8}}
                space:
                  training.learning-rate: {min: 0.001, max: 0.01, scale: log}
                """, "h.yaml", "h");
        List<String> settings = new ArrayList<>(TINY);
        settings.remove("training.epochs=2");
        List<SweepRow> whole = run(file, Start.RESUME, settings).rows();
        for (SweepRow row : whole) {
            RunProgress progress = RunProgress.by(row.run().orElseThrow());
            assertThat(progress.bestDice(8)).isEqualTo(row.validationDice().orElseThrow());
            assertThat(progress.isThere(4, 8)).isTrue();
            assertThat(progress.endsWithin(4, 8)).isFalse();
            assertThat(progress.bestDice(4)).isLessThanOrEqualTo(progress.bestDice(8));
            // As a kill leaves it: nothing is written down of how far it came.
            Path record = row.run().orElseThrow().provenance();
            Files.writeString(record, Files.readString(record).replaceAll("\"(finished|interrupted)\"", "\"running\""));
        }
        List<SweepRow> again = run(file, Start.RESUME, settings).rows();
        assertThat(again).extracting(SweepRow::state).isEqualTo(states(whole));
        assertThat(again).extracting(SweepRow::validationDice).isEqualTo(scores(whole));
        for (SweepRow row : again) {
            Path history = row.run().orElseThrow().history();
            assertThat(Files.readAllLines(history)).hasSize(row.state() == State.DONE ? 9 : 5);
        }
    }

    private static List<State> states(List<SweepRow> rows) {
        return rows.stream().map(SweepRow::state).toList();
    }

    private static List<OptionalDouble> scores(List<SweepRow> rows) {
        return rows.stream().map(SweepRow::validationDice).toList();
    }

    @Test
    void aSweepThatCannotTellWhatItDoesEnds() {
        SweepFile file = SweepFile.read("experiments: [baseline, dice-ce]", "b.yaml", "b");
        for (State when : List.of(State.RUNNING, State.DONE)) {
            assertThatThrownBy(() ->
                            new SweepJob(file, context(data, Start.RESUME, TINY), table -> refuse(table, when)).run())
                    .isInstanceOf(UncheckedIOException.class)
                    .hasMessageContaining("no space left");
        }
    }

    private static void refuse(SweepTable table, State when) {
        if (table.rows().get(0).state() == when) {
            throw new UncheckedIOException(new IOException("no space left"));
        }
    }

    @Test
    void errorsOfTheMachineAreRowsToo() {
        SweepFile file =
                SweepFile.read("{experiments: [baseline, dice-ce], settings: {data: {patch: 16}}}", "e.yaml", "e");
        List<String> tooLarge = new ArrayList<>(TINY);
        tooLarge.set(2, "data.patch=1024");
        assertThat(run(file, Start.RESUME, tooLarge).rows())
                .allMatch(row -> row.state() == State.FAILED && row.error().contains("What would fit"));
        assertThat(CandidateTasks.message(new OutOfMemoryError("Java heap space")))
                .isEqualTo("OutOfMemoryError: Java heap space");
        assertThat(CandidateTasks.message(new StackOverflowError())).isEqualTo("StackOverflowError");
        assertThat(CandidateTasks.message(new IllegalStateException("two\n  lines")))
                .isEqualTo("two lines");
    }

    @Test
    void aSweepThatAnotherProcessFillsIsLeftToIt() {
        SweepFile file = SweepFile.load("reference");
        try (RunLock other = RunLock.of(runs.resolve(".reference.lock"), "taken")) {
            assertThatThrownBy(() -> run(file, Start.RESUME, TINY))
                    .isInstanceOf(DataException.class)
                    .hasMessageContaining("reference.csv is being filled by another process");
        }
        assertThat(runs.resolve("reference.csv")).doesNotExist();
    }

    @Test
    void settingsThatDoNotExistAreRefusedBeforeAnythingIsTrained() {
        assertThatThrownBy(() -> run(
                        SweepFile.read("space: {training.learning-rat: {values: [1]}}", "x.yaml", "x"),
                        Start.RESUME,
                        TINY))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("training.learning-rate");
        assertThat(runs).isEmptyDirectory();
    }

    private SweepTable run(SweepFile file, Start start, List<String> assignments) {
        return run(data, file, start, assignments);
    }

    private SweepTable run(Path dataset, SweepFile file, Start start, List<String> assignments) {
        List<Integer> changes = new ArrayList<>();
        SweepTable table = new SweepJob(
                        file,
                        context(dataset, start, assignments),
                        now -> changes.add(now.rows().size()))
                .run();
        assertThat(changes).isNotEmpty();
        return table;
    }

    private SweepContext context(Path dataset, Start start, List<String> assignments) {
        return new SweepContext(
                dataset,
                new Runs(runs),
                Optional.of(Scale.DEMO),
                assignments,
                start,
                Device.CPU,
                here(new Interruption()));
    }

    private static TaskExecutor here(Interruption interruption) {
        return new ThisProcess(
                new TaskContext(BackendChoice.AUTO::resolve, interruption, ComputeThreads.ALL, Progress.NONE));
    }

    private List<Path> folders() throws IOException {
        try (Stream<Path> all = Files.walk(runs, 2)) {
            return all.filter(path -> Files.exists(path.resolve("run.json"))).toList();
        }
    }
}
