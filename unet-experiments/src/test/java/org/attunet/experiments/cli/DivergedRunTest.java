package org.attunet.experiments.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.attunet.data.nifti.NiftiReader;
import org.attunet.data.nifti.NiftiWriter;
import org.attunet.data.volume.Mask;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs that cannot end well, from the command line: exit code, message, and what is left behind. */
class DivergedRunTest {
    @TempDir
    private static Path shared;

    @TempDir
    private Path folder;

    @BeforeAll
    static void makeData() {
        assertThat(Run.of("phantom", "--out", data(), "--cases", "4", "--size", "16", "--difficulty", "easy")
                        .code())
                .isZero();
    }

    private static String data() {
        return shared.resolve("data").toString();
    }

    private Run train(String data, String settings, String... more) {
        Stream<String> command = Stream.of(
                "train",
                "--experiment",
                "baseline",
                "--scale",
                "demo",
                "--data",
                data,
                "--runs",
                folder.toString(),
                "--set",
                "network.widths=[2, 3, 4];network.supervision=2;data.patch=8;training.validate-every=1;" + settings);
        return Run.of(Stream.concat(command, Stream.of(more)).toArray(String[]::new));
    }

    private Path run() throws IOException {
        try (Stream<Path> runs = Files.list(folder.resolve("baseline"))) {
            return runs.findFirst().orElseThrow();
        }
    }

    private JsonNode outcome() throws IOException {
        return new ObjectMapper().readTree(run().resolve("run.json").toFile()).get("outcome");
    }

    @Test
    void aRunWhoseLossIsNoNumberStopsWithCode5() throws IOException {
        Run run = train(data(), "training.epochs=2;training.learning-rate=1e30");
        assertThat(run.code()).isEqualTo(5);
        assertThat(run.messages())
                .containsPattern("training diverged: in epoch [12], step 1 \\(cases phantom_00\\d, phantom_00\\d\\)")
                .contains("Try a lower training.learning-rate");
        assertThat(outcome().get("state").asText()).isEqualTo("diverged");
    }

    @Test
    void aDivergedRunKeepsItsLastGoodCheckpointAndGoesOnFromIt() throws IOException {
        assertThat(train(data(), "training.epochs=2").code()).isZero();

        Run run = train(data(), "training.epochs=4;training.guard.gradient-limit=1e-12", "--resume");

        assertThat(run.code()).isEqualTo(5);
        assertThat(run.messages()).contains("epoch 3, step 1", "--resume");
        assertThat(outcome().get("epochs").asInt()).isEqualTo(2);
        assertThat(train(data(), "training.epochs=4", "--resume").code()).isZero();
        assertThat(Files.readAllLines(run().resolve("history.csv"))).hasSize(5);
    }

    @Test
    void aCollapsedNetworkStopsWithCode5() throws IOException {
        Run run = train(
                data(),
                "training.epochs=30;training.learning-rate=0.1;training.guard.background-epochs=3;loss.kind=dice-ce;"
                        + "loss.dice-weight=0;loss.class-weights=[1, 0]");
        assertThat(run.code()).isEqualTo(5);
        assertThat(run.messages()).contains("training collapsed", "phantom_00", "3 epochs");
    }

    /** Before the first step: nothing is left behind. */
    @Test
    void aTrainingCaseWithoutForegroundIsRefusedByName() throws IOException {
        Path copy = folder.resolve("empty-label");
        for (String part : List.of("images", "labels")) {
            Files.createDirectories(copy.resolve(part));
            try (Stream<Path> files = Files.list(shared.resolve("data").resolve(part))) {
                for (Path file : files.toList()) {
                    Files.copy(file, copy.resolve(part).resolve(file.getFileName()));
                }
            }
        }
        for (String id : List.of("phantom_001", "phantom_002", "phantom_003", "phantom_004")) {
            Path label = copy.resolve("labels/" + id + ".nii.gz");
            Mask mask = NiftiReader.readMask(label);
            NiftiWriter.write(new Mask(mask.geometry(), new byte[mask.labels().length]), label);
        }
        Run run = train(copy.toString(), "training.epochs=1");
        assertThat(run.code()).isEqualTo(4);
        assertThat(run.messages()).contains("L7", "phantom_00");
        assertThat(folder.resolve("baseline")).doesNotExist();
    }
}
