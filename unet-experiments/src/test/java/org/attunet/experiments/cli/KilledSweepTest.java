package org.attunet.experiments.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A sweep whose process is ended with SIGKILL in its second experiment, and then started again by the same command. */
class KilledSweepTest {
    private static final int POLL_MS = 5;

    @TempDir
    private Path folder;

    @Test
    void aSweepKilledInItsSecondExperimentEndsWithTheTableOfOneThatWasNot() throws Exception {
        assertThat(Run.of("phantom", "--out", path("data"), "--cases", "4", "--size", "16", "--difficulty", "easy")
                        .code())
                .isZero();
        assertThat(sweep("whole").waitFor()).isZero();

        Process killed = sweep("killed");
        while (killed.isAlive() && epochs("killed", "deeper") < 2) {
            Thread.sleep(POLL_MS);
        }
        killed.destroyForcibly().waitFor();
        assertThat(killed.exitValue()).as("killed in time").isNotZero();
        assertThat(folder.resolve("killed/results.md")).doesNotExist();

        assertThat(sweep("killed").waitFor()).isZero();
        assertThat(table("killed")).isEqualTo(table("whole")).hasSize(3);
        assertThat(scores("killed")).isEqualTo(scores("whole")).hasSize(2);
        assertThat(list("killed", "baseline")).hasSize(1);
        assertThat(list("killed", "deeper")).hasSize(1);
    }

    private Process sweep(String runs) throws IOException {
        Path file = folder.resolve("two.yaml");
        Files.writeString(file, """
                experiments: [baseline, deeper]
                settings:
                  network: {widths: [2, 3, 4], supervision: 2}
                  data.patch: 8
                  training: {epochs: 30, validate-every: 5}
                """);
        return UnetProcess.of(Stream.of(
                        "sweep",
                        "--sweep",
                        file.toString(),
                        "--scale",
                        "demo",
                        "--data",
                        path("data"),
                        "--runs",
                        path(runs)))
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    /** Finished epochs of an experiment's runs. */
    private int epochs(String runs, String experiment) throws IOException {
        return list(runs, experiment).stream()
                .map(run -> run.resolve("history.csv"))
                .filter(Files::exists)
                .mapToInt(KilledSweepTest::rows)
                .sum();
    }

    private static int rows(Path csv) {
        try {
            return Files.readAllLines(csv).size() - 1;
        } catch (IOException e) {
            return 0;
        }
    }

    private List<Path> list(String runs, String experiment) throws IOException {
        Path parent = folder.resolve(runs).resolve(experiment);
        if (!Files.isDirectory(parent)) {
            return List.of();
        }
        try (Stream<Path> all = Files.list(parent)) {
            return all.toList();
        }
    }

    /** The sweep's table without run and minutes, which tell of the clock. */
    private List<String> table(String runs) throws IOException {
        return without(folder.resolve(runs).resolve("two.csv"), 1, 5);
    }

    /** The table of results without run. */
    private List<String> scores(String runs) throws IOException {
        List<String> rows = without(folder.resolve(runs).resolve("results.csv"), 1);
        return rows.stream().filter(row -> row.contains("ours")).toList();
    }

    private static List<String> without(Path csv, Integer... columns) throws IOException {
        return Files.readAllLines(csv).stream()
                .map(row -> {
                    String[] cells = row.split(",", -1);
                    Stream.of(columns).forEach(column -> cells[column] = "");
                    return String.join(",", cells);
                })
                .toList();
    }

    private String path(String name) {
        return folder.resolve(name).toString();
    }
}
