package org.attunet.experiments.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.attunet.data.phantom.Difficulty;
import org.attunet.data.phantom.PhantomDataset;
import org.attunet.data.phantom.PhantomDataset.Existing;
import org.attunet.data.phantom.PhantomSettings;
import org.attunet.experiments.experiment.Scale;
import org.attunet.experiments.run.Interruption;
import org.attunet.experiments.run.Runs;
import org.attunet.experiments.settings.ConfigurationException;
import org.attunet.experiments.sweep.SweepPlace.Start;
import org.attunet.experiments.sweep.SweepRow.State;
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
        List<SweepRow> first = run(file, Start.GO_ON, TINY).rows();
        assertThat(first).extracting(SweepRow::name).containsExactly("baseline", "dice-ce");
        assertThat(first)
                .allMatch(row -> row.state() == State.DONE && row.testDice().isPresent());

        List<SweepRow> again = run(file, Start.GO_ON, TINY).rows();
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
                  network.widths: {values: ["[2, 0]", "[2, 3]"]}
                """, "grid.yaml", "grid");
        List<String> rest = TINY.subList(1, TINY.size());
        SweepTable table = run(file, Start.GO_ON, rest);
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
        List<SweepRow> rows = run(file, Start.GO_ON, TINY).rows();
        assertThat(rows).extracting(SweepRow::state).containsExactlyInAnyOrder(State.DONE, State.STOPPED);
        assertThat(folders()).hasSize(2);
        for (SweepRow row : rows) {
            Path history = row.run().orElseThrow().history();
            assertThat(Files.readAllLines(history)).hasSize(row.state() == State.DONE ? 3 : 2);
        }
    }

    @Test
    void settingsThatDoNotExistAreRefusedBeforeAnythingIsTrained() {
        SweepFile file = SweepFile.read("space: {training.learning-rat: {values: [1]}}", "x.yaml", "x");
        assertThatThrownBy(() -> run(file, Start.GO_ON, TINY))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("training.learning-rate");
        assertThat(runs).isEmptyDirectory();
    }

    private SweepTable run(SweepFile file, Start start, List<String> assignments) {
        SweepPlace place =
                new SweepPlace(data, new Runs(runs), Optional.of(Scale.DEMO), assignments, start, new Interruption());
        List<Integer> changes = new ArrayList<>();
        SweepTable table =
                new SweepJob(file, place, now -> changes.add(now.rows().size())).run();
        assertThat(changes).isNotEmpty();
        return table;
    }

    private List<Path> folders() throws IOException {
        try (Stream<Path> all = Files.walk(runs, 2)) {
            return all.filter(path -> Files.exists(path.resolve("run.json"))).toList();
        }
    }
}
