package org.attunet.experiments.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.attunet.data.DataException;
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
import org.attunet.train.RunFolder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run that ends before its run.json is written, whatever ends it, leaves no folder that looks like a run. */
class UnbegunRunTest {
    private static final RunContext CONTEXT = new RunContext(BackendChoice.AUTO.resolve(), new Interruption());

    @TempDir
    private Path folder;

    private Experiment experiment;
    private RunData data;
    private Runs runs;

    @BeforeEach
    void makeData() {
        Path dataset = folder.resolve("data");
        PhantomDataset.write(
                dataset, PhantomSettings.cube(4, 16, 3, Difficulty.EASY), Existing.REFUSE, (done, all) -> {});
        data = RunData.open(dataset, Overlap.REFUSED, 0);
        runs = new Runs(folder.resolve("runs"));
        experiment = Experiments.load(
                "baseline",
                Optional.of(Scale.DEMO),
                List.of("network.widths=[2, 3]", "network.supervision=1", "data.patch=8", "training.epochs=1"));
    }

    private RunFolder begin() {
        return RunStart.begin(experiment, data, runs, CONTEXT.backend());
    }

    private void fails(RunFolder run) {
        assertThatThrownBy(() -> new TrainingJob(experiment, data, run, CONTEXT).run())
                .isInstanceOf(DataException.class);
    }

    /** The inputs of its run.json cannot be read. */
    private void takeAnImageAway() throws IOException {
        Files.delete(data.labelled("train").get(0).image());
    }

    @Test
    void nothingStaysOfARunWhoseInputsAreLost() throws IOException {
        RunFolder run = begin();
        takeAnImageAway();
        fails(run);
        assertThat(run.path().getParent()).doesNotExist();
    }

    @Test
    void norWhereNoFileCanBeWritten() throws IOException {
        RunFolder run = begin();
        Files.createDirectory(run.experiment()); // as a full disk, takes no file of this name
        fails(run);
        assertThat(run.path().getParent()).doesNotExist();
    }

    @Test
    void otherRunsOfTheExperimentStay() throws IOException {
        RunFolder first = begin();
        new TrainingJob(experiment, data, first, CONTEXT).run();
        RunFolder second = begin();
        takeAnImageAway();
        fails(second);
        assertThat(second.path()).doesNotExist();
        assertThat(first.provenance()).exists();
    }

    @Test
    void whatSomebodyPutThereStaysToo() throws IOException {
        RunFolder run = begin();
        Path notes = Files.writeString(run.path().resolve("notes.txt"), "widths as last week");
        takeAnImageAway();
        fails(run);
        assertThat(notes).exists();
    }

    @Test
    void whatAKilledProcessLeftIsRemovedByTheNextRun() throws IOException {
        Path killed = Files.createDirectories(folder.resolve("runs/baseline/20240229-120000"));
        Files.createFile(killed.resolve(RunLock.NAME));
        Files.writeString(killed.resolve("experiment.yaml"), "name: baseline\n");
        RunFolder next = begin();
        assertThat(killed).doesNotExist();
        assertThat(next.path()).isDirectory();
    }

    @Test
    void aRunThatAnotherProcessBeginsNowIsNot() {
        RunFolder run = begin();
        try (RunLock lock = RunLock.of(run)) {
            assertThat(begin().path()).isNotEqualTo(run.path());
            fails(run);
            assertThat(run.path().resolve(RunLock.NAME)).exists();
        }
    }

    @Test
    void aRunWhoseRecordWasLostKeepsItsCheckpoints() throws IOException {
        RunFolder run = begin();
        new TrainingJob(experiment, data, run, CONTEXT).run();
        Files.delete(run.provenance());
        begin();
        assertThat(run.last()).exists();
        assertThat(run.experiment()).exists();
    }
}
