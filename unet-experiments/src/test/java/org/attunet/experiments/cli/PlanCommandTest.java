package org.attunet.experiments.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlanCommandTest {
    @TempDir
    private Path folder;

    private String phantoms() {
        Path data = folder.resolve("data");
        Run.require("phantom", "--out", data.toString(), "--cases", "5", "--size", "24");
        return data.toString();
    }

    @Test
    void aPlanIsAFileThatCanBeTrained() throws Exception {
        String data = phantoms();
        Path file = folder.resolve("mine.yaml");
        Run planned = Run.require("plan", "--data", data, "--out", file.toString(), "--hours", "0.01");
        assertThat(planned.results()).contains("data.spacing: [13.33, 11.2, 8.533]");
        assertThat(planned.messages()).contains("next: ./unet train --experiment " + file);
        assertThat(Files.readString(file)).startsWith("extends: best\n");
        Run trained = Run.of(
                "train",
                "--experiment",
                file.toString(),
                "--data",
                data,
                "--runs",
                folder.resolve("runs").toString(),
                "--set",
                "training.epochs=1;network.widths=[2,3];network.supervision=1;data.patch=8");
        assertThat(trained.code()).as(trained.messages()).isZero();
        assertThat(Run.of("plan", "--data", data, "--out", file.toString()).code())
                .isEqualTo(ExitCode.USAGE);
    }

    @Test
    void hoursThatAreNoneAreRefused() {
        Run run = Run.of("plan", "--data", folder.toString(), "--hours", "0");
        assertThat(run.code()).isEqualTo(ExitCode.USAGE);
        assertThat(run.messages()).contains("--hours is a positive number, not 0.0");
    }
}
