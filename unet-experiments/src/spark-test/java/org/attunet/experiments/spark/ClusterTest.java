package org.attunet.experiments.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.commons.codec.digest.DigestUtils;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What comes of a real cluster, of a master and two workers of this machine, is what comes of one process. */
@Tag("spark")
class ClusterTest {
    private static final String TINY =
            "network.widths=[2, 3, 4];network.supervision=2;data.patch=8;training.epochs=2;training.validate-every=1";

    private static final String[] THREADS = {"--threads", "1"};

    @TempDir
    private static Path folder;

    private static LoopbackCluster cluster;

    @BeforeAll
    static void start() throws Exception {
        command("phantom", "--out", path("data"), "--cases", "6", "--size", "24", "--difficulty", "easy")
                .require();
        cluster = new LoopbackCluster(folder.resolve("spark"));
        cluster.addWorker(1);
        cluster.addWorker(1);
    }

    @AfterAll
    static void stop() {
        cluster.close();
    }

    private static String path(String name) {
        return folder.resolve(name).toString();
    }

    private static Command command(String... words) {
        return new Command(List.of(words), folder.resolve(words[0] + ".log"));
    }

    private static Command training(String runs, String... words) {
        return command(words).with("--scale", "demo", "--data", path("data"), "--runs", path(runs), "--set", TINY);
    }

    @Test
    void foldsOfAClusterAreThoseOfThisProcess() throws Exception {
        String[] words = {"cross-validate", "--experiment", "baseline", "--folds", "3"};
        training("folds-here", words).with(THREADS).require();
        Command there = training("folds-there", words).with(THREADS).requireOn(cluster);
        assertThat(RunFacts.of(folder.resolve("folds-there")))
                .isEqualTo(RunFacts.of(folder.resolve("folds-here")))
                .hasSize(3);
        assertThat(there.printed()).contains("Spark's pages are at http://127.0.0.1:", "(3 of 3 over)");
    }

    @Test
    void eightCandidatesOfAClusterAreThoseOfThisProcess() throws Exception {
        String[] words = {"sweep", "--sweep", EightCandidates.in(folder).toString()};
        training("sweep-here", words).with(THREADS).require();
        training("sweep-there", words).with(THREADS).requireOn(cluster);
        assertThat(RunFacts.of(folder.resolve("sweep-there")))
                .isEqualTo(RunFacts.of(folder.resolve("sweep-here")))
                .hasSize(8);
        assertThat(EightCandidates.table(folder.resolve("sweep-there")))
                .isEqualTo(EightCandidates.table(folder.resolve("sweep-here")))
                .hasSize(9);
    }

    @Test
    void casesOfAClusterAreInTheCacheAsOfThisProcess() throws Exception {
        String[] words = {"preprocess", "--experiment", "baseline"};
        training("cache-here", words).with(THREADS).require();
        training("cache-there", words).with(THREADS).requireOn(cluster);
        assertThat(files(folder.resolve("cache-there/.cache")))
                .isEqualTo(files(folder.resolve("cache-here/.cache")))
                .hasSize(6);
    }

    @Test
    void twentyFourMasksOfAClusterAreThoseOfThisProcess() throws Exception {
        command("phantom", "--out", path("scans"), "--cases", "24", "--size", "24", "--difficulty", "easy")
                .require();
        training("model", "train", "--experiment", "baseline").require();
        Command predict = command("predict", "--in", path("scans/images"))
                .with(THREADS)
                .with("--model", run(folder.resolve("model")).toString());
        predict.with("--out", path("masks-here")).require();
        double one = seconds(predict.with("--out", path("masks-one")), "events-one", "-Dspark.cores.max=1");
        double two = seconds(predict.with("--out", path("masks-two")), "events-two");
        System.out.printf(Locale.ROOT, "ClusterTest: 24 masks by one worker in %.1f s, by two in %.1f s%n", one, two);
        assertThat(files(folder.resolve("masks-one")))
                .isEqualTo(files(folder.resolve("masks-here")))
                .hasSize(24);
        assertThat(files(folder.resolve("masks-two"))).isEqualTo(files(folder.resolve("masks-here")));
    }

    /** On the cluster, from the first task's beginning to the last one's end. */
    private static double seconds(Command command, String events, String... options) throws Exception {
        Path log = Files.createDirectory(folder.resolve(events));
        command.requireOn(
                cluster,
                Stream.concat(Stream.of(options), Stream.of(EventLog.options(log)))
                        .toArray(String[]::new));
        return EventLog.in(log).secondsOfTasks();
    }

    private static Path run(Path runs) throws IOException {
        try (Stream<Path> files = Files.walk(runs)) {
            return files.filter(file -> file.endsWith("run.json"))
                    .findFirst()
                    .orElseThrow()
                    .getParent();
        }
    }

    /** Names and contents. */
    private static Map<String, String> files(Path cache) throws IOException {
        Map<String, String> sums = new TreeMap<>();
        try (Stream<Path> files = Files.walk(cache)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                sums.put(cache.relativize(file).toString(), DigestUtils.sha256Hex(Files.readAllBytes(file)));
            }
        }
        return sums;
    }
}
