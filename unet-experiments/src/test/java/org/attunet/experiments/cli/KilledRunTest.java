package org.attunet.experiments.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.attunet.model.weights.Tensor;
import org.attunet.train.Checkpoint;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A process killed at any moment loses nothing but the time since its last checkpoint. How many kills: {@code attunet.kills}, 8 where it
 * is not given. Each waits for something to happen in the training, so that none is spent on Java's start.
 */
class KilledRunTest {
    private static final int KILLS = Integer.getInteger("attunet.kills", 8);
    private static final int POLL_MS = 2;
    /** About an epoch's time: what follows a finished epoch is cut off anywhere up to the next. */
    private static final int EPOCH_MS = 300;

    /** What has happened in the newest run when it is killed. */
    private enum Moment {
        /** Its folder is there, and nothing in it need be. */
        BEGUN,
        /** It has recorded itself, and no checkpoint need be there. */
        RECORDED,
        /** A checkpoint is being written. */
        WRITING,
        /** An epoch more is done than before. */
        EPOCH
    }

    @TempDir
    private Path folder;

    @Test
    void aRunKilledAgainAndAgainEndsAsOneThatWasNot() throws Exception {
        assertThat(Run.of("phantom", "--out", path("data"), "--cases", "4", "--size", "16", "--difficulty", "easy")
                        .code())
                .isZero();
        assertThat(process("whole").waitFor()).isZero();
        long seed = System.nanoTime();
        Random random = new Random(seed);
        Set<Moment> seen = EnumSet.noneOf(Moment.class);
        for (int n = 0; n < KILLS; n++) {
            // Each moment once, then the two that there is something to lose at.
            Moment moment = Moment.values()[n < 4 ? n : 2 + n % 2];
            Process process = process("killed", "--resume");
            if (await(moment, process)) {
                process.waitFor(moment == Moment.EPOCH ? random.nextInt(EPOCH_MS) : 0, TimeUnit.MILLISECONDS);
                seen.add(moment);
            }
            process.destroyForcibly().waitFor();
        }
        assertThat(process("killed", "--resume").waitFor()).as("seed " + seed).isZero();

        assertThat(seen).as("moments it was killed at").containsExactly(Moment.values());
        for (String name : List.of("last", "previous", "best")) {
            requireSame(checkpoint("killed", name), checkpoint("whole", name), name + ", seed " + seed);
        }
        assertThat(losses("killed")).as("seed " + seed).isEqualTo(losses("whole"));
    }

    /** Whether it comes to that before the process ends. */
    private boolean await(Moment moment, Process process) throws IOException, InterruptedException {
        long runs = files("*").size();
        long rows = rows();
        while (process.isAlive()) {
            boolean hasCome = switch (moment) {
                case BEGUN -> files("*").size() > runs;
                case RECORDED -> files("*/run.json").size() > 0;
                case WRITING -> files("*/checkpoints/.writing-*").size() > 0;
                case EPOCH -> rows() > rows;
            };
            if (hasCome) {
                return true;
            }
            Thread.sleep(POLL_MS);
        }
        return false;
    }

    private long rows() throws IOException {
        long rows = 0;
        for (Path history : files("*/history.csv")) {
            rows += Files.readAllLines(history).size();
        }
        return rows;
    }

    /** Of the runs that are killed. */
    private List<Path> files(String glob) throws IOException {
        Path parent = folder.resolve("killed/baseline");
        if (!Files.isDirectory(parent)) {
            return List.of();
        }
        PathMatcher matcher = parent.getFileSystem().getPathMatcher("glob:" + parent + "/" + glob);
        try (Stream<Path> all = Files.walk(parent, glob.split("/").length)) {
            return all.filter(matcher::matches).toList();
        } catch (UncheckedIOException e) {
            return List.of(); // an unfinished file was there when it was listed, and is no more
        }
    }

    private static void requireSame(Checkpoint found, Checkpoint expected, String what) {
        assertThat(found.moments().values())
                .as(what)
                .isEqualTo(expected.moments().values());
        assertThat(found.parameters().values())
                .as(what)
                .isEqualTo(expected.parameters().values());
        Map<String, Tensor> weights = found.model().weights();
        expected.model()
                .weights()
                .forEach((name, tensor) -> assertThat(weights.get(name).values())
                        .as(what + ", " + name)
                        .isEqualTo(tensor.values()));
        assertThat(List.of(
                        found.state().epoch(),
                        found.state().bestEpoch(),
                        found.state().bestDice()))
                .as(what)
                .isEqualTo(List.of(
                        expected.state().epoch(),
                        expected.state().bestEpoch(),
                        expected.state().bestDice()));
    }

    private Process process(String runs, String... more) throws IOException {
        return UnetProcess.training(
                        folder.resolve("data"),
                        folder.resolve(runs),
                        "network.widths=[2, 3, 4];network.supervision=2;data.patch=8;training.epochs=12;training.validate-every=3",
                        more)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    /** The newest run: one killed before it had recorded itself is left behind. */
    private Path run(String runs) throws IOException {
        try (Stream<Path> all = Files.list(folder.resolve(runs).resolve("baseline"))) {
            return all.filter(run -> Files.exists(run.resolve("checkpoints/last.zip")))
                    .max(Path::compareTo)
                    .orElseThrow();
        }
    }

    private Checkpoint checkpoint(String runs, String name) throws IOException {
        return Checkpoint.read(run(runs).resolve("checkpoints").resolve(name + ".zip"));
    }

    /** Epoch, loss, Dice and rate of every row; not its times. */
    private List<String> losses(String runs) throws IOException {
        return Files.readAllLines(run(runs).resolve("history.csv")).stream()
                .map(row -> String.join(",", List.of(row.split(",", -1)).subList(0, 4)))
                .toList();
    }

    private String path(String name) {
        return folder.resolve(name).toString();
    }
}
