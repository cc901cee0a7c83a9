package org.attunet.experiments.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.attunet.experiments.cli.Unet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code spark-submit} in place of the launcher: the two lines that its script consists of, since an installation has no jar of it. */
@Tag("spark")
class SparkSubmitTest {
    /** What the launcher says of itself ends with it. */
    private static final String BEFORE_COMMAND = "\0\n";

    @TempDir
    private Path folder;

    @Test
    void aSubmittedCommandRunsItsTasksOnTheCluster() throws Exception {
        Path data = folder.resolve("data");
        new Command(List.of("phantom", "--out", data.toString()), folder.resolve("phantom.log"))
                .with("--cases", "3", "--size", "16", "--difficulty", "easy")
                .require();
        Path home = folder.resolve("spark");
        try (LoopbackCluster cluster = new LoopbackCluster(home)) {
            cluster.addWorker(1);
            List<String> line = new ArrayList<>(List.of("--master", cluster.url(), "--class", Unet.class.getName()));
            line.addAll(List.of("--driver-class-path", LoopbackCluster.classPath()));
            line.addAll(List.of("--conf", "spark.executor.extraClassPath=" + LoopbackCluster.classPath()));
            line.addAll(List.of("--conf", "spark.executor.memory=600m", "--driver-memory", "600m"));
            line.addAll(List.of("spark-internal", "preprocess", "--experiment", "baseline", "--scale", "demo"));
            line.addAll(List.of(
                    "--data", data.toString(), "--runs", folder.resolve("runs").toString()));
            line.addAll(List.of("--on", cluster.url()));
            Path log = folder.resolve("submit.log");
            Process submitted = cluster.environment(new ProcessBuilder(commandOf(cluster, line)))
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            try {
                assertThat(submitted.waitFor()).as(() -> read(log)).isZero();
            } finally {
                submitted.destroyForcibly();
            }
            assertThat(read(log)).contains("(3 of 3 over)", "3 cases prepared", "127.0.0.1/0");
        }
    }

    /** What bin/spark-class runs, as Spark's own launcher says it. */
    private List<String> commandOf(LoopbackCluster cluster, List<String> arguments) throws Exception {
        List<String> line = new ArrayList<>(List.of(LoopbackCluster.java().get(0), "-Xmx128m", "-cp"));
        line.addAll(List.of(LoopbackCluster.classPath(), "org.apache.spark.launcher.Main"));
        line.add("org.apache.spark.deploy.SparkSubmit");
        line.addAll(arguments);
        Process launcher = cluster.environment(new ProcessBuilder(line))
                .redirectError(new File("/dev/null"))
                .start();
        String words = new String(launcher.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(launcher.waitFor()).as(words).isZero();
        return List.of(words.substring(words.indexOf(BEFORE_COMMAND) + BEFORE_COMMAND.length())
                .split("\0"));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
