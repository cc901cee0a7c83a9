package org.attunet.experiments.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A folder of scans whose prediction is cut off: the same command goes on, and no other does. */
class KilledPredictionTest {
    private static final String TINY = "network.widths=[2, 3];network.supervision=1;data.patch=8;training.epochs=1";
    private static final int POLL_MS = 2;

    @TempDir
    private Path folder;

    private List<String> command;

    /** One scan that takes a moment, and one that takes long enough to be cut off. */
    @BeforeEach
    void makeScans() {
        Path data = folder.resolve("data");
        Run.require("phantom", "--out", data.toString(), "--cases", "4", "--size", "16", "--difficulty", "easy");
        Run trained = Run.training(data, folder.resolve("runs"), TINY);
        assertThat(trained.code()).as(trained.messages()).isZero();
        Path scans = folder.resolve("scans");
        copy(data.resolve("images/phantom_001.nii.gz"), scans.resolve("a.nii.gz"));
        Path large = folder.resolve("large");
        Run.require("phantom", "--out", large.toString(), "--cases", "1", "--size", "56");
        copy(large.resolve("images/phantom_001.nii.gz"), scans.resolve("b.nii.gz"));
        command = List.of(
                "predict",
                "--model",
                trained.results().lines().findFirst().orElseThrow(),
                "--in",
                scans.toString(),
                "--out",
                folder.resolve("masks").toString(),
                "--accept",
                "spacing");
    }

    private static void copy(Path from, Path to) {
        try {
            Files.createDirectories(to.getParent());
            Files.copy(from, to);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Run again(String... more) {
        return Run.of(Stream.concat(command.stream(), Stream.of(more)).toArray(String[]::new));
    }

    @Test
    void theSameCommandGoesOnWhereItWasCutOffAndNoOtherOverwritesAnything() throws Exception {
        Process process = UnetProcess.of(command.stream())
                .redirectOutput(folder.resolve("log").toFile())
                .start();
        while (records().isEmpty() && process.isAlive()) {
            Thread.sleep(POLL_MS);
        }
        process.destroyForcibly().waitFor();
        assertThat(records()).as(Files.readString(folder.resolve("log"))).containsExactly("a.json");
        Path first = folder.resolve("masks/a.nii.gz");
        FileTime made = Files.getLastModifiedTime(first);

        Run other = again("--fill-holes");
        assertThat(other.code()).isEqualTo(ExitCode.USAGE);
        assertThat(other.messages()).contains("a.nii.gz exists already");

        Run same = again();
        assertThat(same.messages()).contains("masks was begun by the same command, which goes on from there");
        assertThat(same.code()).as(same.messages()).isZero();
        assertThat(same.results().lines())
                .extracting(line -> line.substring(0, 2))
                .containsExactly("a:", "b:");
        assertThat(Files.getLastModifiedTime(first)).isEqualTo(made);
        assertThat(folder.resolve("masks")).isDirectoryNotContaining("glob:**/.*");
        assertThat(again().code()).isEqualTo(ExitCode.USAGE);
        assertThat(again("--force").code()).isZero();
        assertThat(Files.getLastModifiedTime(first)).isNotEqualTo(made);
    }

    private List<String> records() throws IOException {
        Path masks = folder.resolve("masks");
        if (!Files.exists(masks)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(masks)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".json"))
                    .toList();
        }
    }
}
