package org.attunet.experiments.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.commons.io.FileUtils;
import org.apache.commons.io.function.IOConsumer;
import org.attunet.data.nifti.NiftiReader;
import org.attunet.data.nifti.NiftiWriter;
import org.attunet.data.volume.Mask;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With what a run may go on, and what becomes of one whose folder is lost. */
class ResumedRunTest {
    @TempDir
    private Path folder;

    @BeforeEach
    void makeData() {
        assertThat(Run.of("phantom", "--out", path("data"), "--cases", "4", "--size", "16", "--difficulty", "easy")
                        .code())
                .isZero();
    }

    private String path(String name) {
        return folder.resolve(name).toString();
    }

    private Run train(String settings, String... more) {
        return Run.training(
                folder.resolve("data"),
                folder.resolve("runs"),
                "network.widths=[2, 3, 4];network.supervision=2;data.patch=8;" + settings,
                more);
    }

    private List<Path> runs() throws IOException {
        Path experiment = folder.resolve("runs/baseline");
        if (!Files.isDirectory(experiment)) {
            return List.of();
        }
        try (Stream<Path> runs = Files.list(experiment)) {
            return runs.toList();
        }
    }

    @Test
    void moreEpochsAndThreadsContinueTheSameRun() throws IOException {
        assertThat(train("training.epochs=1").code()).isZero();
        assertThat(train("training.epochs=2;data.threads=2", "--resume").code()).isZero();
        assertThat(runs()).hasSize(1);
        assertThat(Files.readAllLines(runs().get(0).resolve("history.csv"))).hasSize(3);

        Run other = train("training.epochs=3;training.batch=1", "--resume");
        assertThat(other.code()).isEqualTo(3);
        assertThat(other.messages()).contains("training.batch");
    }

    @Test
    void aRunThatIsNamedGoesOnThoughANewerOneIsUnfinishedToo() throws IOException {
        assertThat(train("training.epochs=1").code()).isZero();
        Path first = runs().get(0);
        assertThat(train("training.epochs=1").code()).isZero();
        Path second =
                runs().stream().filter(run -> !run.equals(first)).findFirst().orElseThrow();

        assertThat(train("training.epochs=2", "--resume=" + first.getFileName()).code())
                .isZero();
        assertThat(train("training.epochs=3", "--resume=" + first).code()).isZero();
        assertThat(Files.readAllLines(first.resolve("history.csv"))).hasSize(4);
        assertThat(Files.readAllLines(second.resolve("history.csv"))).hasSize(2);
        assertThat(runs()).hasSize(2);

        Run finished = train("training.epochs=3", "--resume=" + first.getFileName());
        assertThat(finished.code()).isEqualTo(4);
        assertThat(finished.messages()).contains("has come to its end after 3 epochs");
    }

    @Test
    void aRunThatCannotBeResumedIsRefusedByName() throws IOException {
        assertThat(train("training.epochs=1").code()).isZero();
        String id = runs().get(0).getFileName().toString();
        Run missing = train("training.epochs=2", "--resume=20200101-000000");
        assertThat(missing.code()).isEqualTo(4);
        assertThat(missing.messages()).contains("20200101-000000: neither a run folder nor the id", "there are " + id);

        Run foreign = train("training.epochs=2;name=other", "--resume=" + runs().get(0));
        assertThat(foreign.code()).isEqualTo(3);
        assertThat(foreign.messages()).contains("is one of baseline, not of other; give --experiment baseline");

        Run none = train("training.epochs=2", "--resume=" + folder.resolve("data"));
        assertThat(none.code()).isEqualTo(4);
        assertThat(none.messages()).contains("is no run folder");

        Path folds = Files.createDirectories(folder.resolve("runs/baseline/folds-1"));
        Files.copy(
                runs().stream()
                        .filter(run -> run.endsWith(id))
                        .findFirst()
                        .orElseThrow()
                        .resolve("experiment.yaml"),
                folds.resolve("experiment.yaml"));
        Run several = train("training.epochs=2", "--resume=folds-1");
        assertThat(several.code()).isEqualTo(4);
        assertThat(several.messages()).contains("is no single run");
    }

    @Test
    void filesThatHaveChangedAreNamed() throws IOException {
        assertThat(train("training.epochs=1").code()).isZero();
        Path label = folder.resolve("data/labels/phantom_002.nii.gz");
        Mask mask = NiftiReader.readMask(label);
        byte[] labels = mask.labels().clone();
        labels[labels.length / 2] ^= 1;
        NiftiWriter.write(new Mask(mask.geometry(), labels), label);

        Run run = train("training.epochs=2", "--resume");
        assertThat(run.code()).isEqualTo(4);
        assertThat(run.messages()).contains("begun with other content of labels/phantom_002.nii.gz");
        assertThat(Files.readAllLines(runs().get(0).resolve("history.csv"))).hasSize(2);
    }

    /** It says what the files' values mean, which changes the labels as much as other files would. */
    @Test
    void aChangedDatasetYamlIsNamedLikeAnyOtherFile() throws IOException {
        Path yaml = Files.writeString(folder.resolve("data/dataset.yaml"), "labels: {1: 1}\n");
        assertThat(train("training.epochs=1").code()).isZero();
        Files.writeString(yaml, "labels: {1: 1, 2: 1}\n");
        Run changed = train("training.epochs=2", "--resume");
        assertThat(changed.code()).isEqualTo(4);
        assertThat(changed.messages()).contains("begun with other content of dataset.yaml than");

        Run again = Run.of("repro", runs().get(0).toString(), "--data", path("data"));
        assertThat(again.results()).contains("run.json dataset description: ");

        Files.delete(yaml);
        assertThat(train("training.epochs=2", "--resume").messages()).contains("other content of dataset.yaml");
        Files.writeString(yaml, "labels: {1: 1}\n");
        assertThat(train("training.epochs=2", "--resume").code()).isZero();
    }

    @Test
    void aRunThatIsBeingTrainedIsLeftAlone() throws IOException {
        assertThat(train("training.epochs=1").code()).isZero();
        Path lock = runs().get(0).resolve(".lock");
        try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.WRITE)) {
            assertThat(channel.tryLock()).isNotNull();
            Run run = train("training.epochs=2", "--resume");
            assertThat(run.code()).isEqualTo(4);
            assertThat(run.messages()).contains("is being trained by another process");
        }
        assertThat(train("training.epochs=2", "--resume").code()).isZero();
    }

    @Test
    void whatAKilledProcessWasWritingIsRemoved() throws IOException {
        assertThat(train("training.epochs=1").code()).isZero();
        Path left = runs().get(0).resolve("checkpoints/.writing-1");
        Files.write(left, new byte[100]);
        assertThat(train("training.epochs=2", "--resume").code()).isZero();
        assertThat(left).doesNotExist();
    }

    @Test
    void aLostFolderEndsTheRunAndIsNotMadeAgain() throws Exception {
        assertEnds(run -> {
            while (Files.exists(run)) {
                FileUtils.deleteQuietly(run.toFile());
            }
        });
    }

    /** What a deletion leaves that met a file just being written. */
    @Test
    void aFolderThatLostItsFilesEndsTheRunToo() throws Exception {
        assertEnds(run -> Files.delete(run.resolve("run.json")));
    }

    private void assertEnds(IOConsumer<Path> deletion) throws Exception {
        CompletableFuture<Run> training = CompletableFuture.supplyAsync(() -> train("training.epochs=100000"));
        while (runs().isEmpty() || !Files.exists(runs().get(0).resolve("checkpoints/last.zip"))) {
            Thread.sleep(20);
            assertThat(training).isNotDone();
        }
        Path run = runs().get(0);
        deletion.accept(run);
        assertThat(training.get(2, TimeUnit.MINUTES).code()).isEqualTo(4);
        assertThat(run.resolve("run.json")).doesNotExist();
    }
}
