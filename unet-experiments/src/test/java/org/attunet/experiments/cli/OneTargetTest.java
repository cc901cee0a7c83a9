package org.attunet.experiments.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two commands to one target: one wins, the other says so. */
class OneTargetTest {
    @TempDir
    Path folder;

    /** What both together said. */
    private static String both(String... arguments) throws IOException, InterruptedException {
        List<Process> started = List.of(
                UnetProcess.of(Stream.of(arguments)).start(),
                UnetProcess.of(Stream.of(arguments)).start());
        StringBuilder said = new StringBuilder();
        for (Process process : started) {
            said.append(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
            process.waitFor();
        }
        assertThat(started.stream().map(Process::exitValue)).containsExactlyInAnyOrder(0, 2);
        return said.toString();
    }

    @Test
    void aFolderGoesToOneOfTwo() throws IOException, InterruptedException {
        Path out = folder.resolve("phantoms");
        both("phantom", "--out", out.toString(), "--cases", "6", "--size", "32");
        assertThat(out.toFile().list()).containsExactlyInAnyOrder("images", "labels", "dataset.yaml");
        assertThat(out.resolve("images").toFile().list()).hasSize(6);
    }

    @Test
    void aFileGoesToOneOfTwo() throws IOException, InterruptedException {
        Path out = folder.resolve("network.png");
        assertThat(both("show", "baseline", "--scale", "demo", "--picture", out.toString()))
                .contains(out + " exists already; --force overwrites it");
        assertThat(Files.size(out)).isPositive();
        assertThat(folder.toFile().list()).containsExactly("network.png");
    }

    @Test
    void aTargetThatIsThereIsKeptUnlessForced() throws IOException {
        Path out = Files.writeString(folder.resolve("network.png"), "kept");
        String[] show = {"show", "baseline", "--scale", "demo", "--picture", out.toString()};
        assertThat(Run.of(show).code()).isEqualTo(2);
        assertThat(out).hasContent("kept");
        assertThat(Run.of(Stream.concat(Stream.of(show), Stream.of("--force")).toArray(String[]::new))
                        .code())
                .isZero();
        assertThat(Files.size(out)).isGreaterThan(4);
    }
}
