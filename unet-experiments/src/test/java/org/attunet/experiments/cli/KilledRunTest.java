package org.attunet.experiments.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.attunet.model.weights.Tensor;
import org.attunet.train.checkpoint.Checkpoint;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A process killed at any moment loses nothing but the time since its last checkpoint. How many kills: {@code attunet.kills}, 20 where
 * it is not given.
 */
class KilledRunTest {
    private static final int KILLS = Integer.getInteger("attunet.kills", 20);
    /** Kills fall into the last part of a whole run's time: before, Java is still starting. */
    private static final double EARLIEST = 0.4;

    @TempDir
    private Path folder;

    @Test
    void aRunKilledAgainAndAgainEndsAsOneThatWasNot() throws Exception {
        assertThat(Run.of("phantom", "--out", path("data"), "--cases", "4", "--size", "16", "--difficulty", "easy")
                        .code())
                .isZero();
        long began = System.nanoTime();
        assertThat(process("whole").waitFor()).isZero();
        long wholeMs = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began);
        long seed = System.nanoTime();
        Random random = new Random(seed);
        int killed = 0;
        int trained = 0;
        for (int n = 0; n < KILLS; n++) {
            Process process = process("killed", "--resume");
            double moment = EARLIEST + (1 - EARLIEST) * random.nextDouble();
            if (!process.waitFor((long) (moment * wholeMs), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly().waitFor();
                killed++;
                trained += Files.isDirectory(folder.resolve("killed/baseline")) ? 1 : 0;
            }
        }
        assertThat(process("killed", "--resume").waitFor()).as("seed " + seed).isZero();

        assertThat(trained).as("kills after training had begun, of " + killed).isPositive();
        for (String name : List.of("last", "previous", "best")) {
            requireSame(checkpoint("killed", name), checkpoint("whole", name), name + ", seed " + seed);
        }
        assertThat(losses("killed")).as("seed " + seed).isEqualTo(losses("whole"));
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
                        "network.widths=[2, 3, 4];network.supervision=2;data.patch=8;training.epochs=40;training.validate-every=5",
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
