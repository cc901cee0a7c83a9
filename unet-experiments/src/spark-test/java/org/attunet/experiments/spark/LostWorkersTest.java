package org.attunet.experiments.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A sweep whose workers and driver are killed ends as one that nobody disturbed. How many workers are: {@code attunet.kills}, 10 where
 * it is not given. The moments are drawn from a seed, {@code attunet.seed} where it is given, that the test prints.
 */
@Tag("spark")
class LostWorkersTest {
    private static final int KILLS = Integer.getInteger("attunet.kills", 10);

    /** After so many the driver is killed too, and the same command starts once more. */
    private static final int BEFORE_DRIVER = (KILLS + 1) / 2;

    private static final int LONGEST_WAIT_MS = 3_000;
    private static final String THERE = "there";
    private static final String LONG =
            "network.widths=[2, 3, 4];network.supervision=2;data.patch=8;training.epochs=8;training.validate-every=4";

    @TempDir
    private Path folder;

    private final long seed = Long.getLong("attunet.seed", System.nanoTime());
    private final Random random = new Random(seed);
    private int killed;

    private Command sweep(String runs, Path file) {
        return new Command(List.of("sweep", "--sweep", file.toString()), folder.resolve(runs + ".log"))
                .with("--scale", "demo", "--data", folder.resolve("data").toString())
                .with("--runs", folder.resolve(runs).toString(), "--threads", "1", "--set", LONG);
    }

    @Test
    void aSweepWhoseWorkersAndDriverAreKilledIsThatOfThisProcess() throws Exception {
        System.out.println("LostWorkersTest: -Dattunet.seed=" + seed);
        Path file = EightCandidates.in(folder);
        new Command(List.of("phantom", "--out", folder.resolve("data").toString()), folder.resolve("phantom.log"))
                .with("--cases", "6", "--size", "16", "--difficulty", "easy")
                .require();
        sweep("here", file).require();
        try (LoopbackCluster cluster = new LoopbackCluster(folder.resolve("spark"))) {
            cluster.addWorker(1);
            cluster.addWorker(1);
            Command there = sweep(THERE, file);
            Process driver = there.startOn(cluster);
            try {
                kill(BEFORE_DRIVER, driver, cluster);
            } finally {
                driver.destroyForcibly().waitFor();
            }
            Process again = there.startOn(cluster);
            try {
                kill(KILLS, again, cluster);
                assertThat(again.waitFor()).as(there.printed()).isZero();
            } finally {
                again.destroyForcibly();
            }
        }
        assertThat(killed).as("seed %d", seed).isEqualTo(KILLS);
        assertThat(RunFacts.of(folder.resolve(THERE)))
                .as("seed %d", seed)
                .isEqualTo(RunFacts.of(folder.resolve("here")))
                .hasSize(8);
        assertThat(EightCandidates.table(folder.resolve(THERE)))
                .isEqualTo(EightCandidates.table(folder.resolve("here")));
    }

    /**
     * Until so many are killed in all, or the driver ends by itself: by turns an executor that trains just then, and a whole machine whose
     * executor does, which is replaced.
     */
    private void kill(int all, Process driver, LoopbackCluster cluster) throws Exception {
        while (killed < all && !driver.waitFor(random.nextInt(LONGEST_WAIT_MS), TimeUnit.MILLISECONDS)) {
            List<ProcessHandle> training = training(cluster);
            if (!training.isEmpty()) {
                ProcessHandle victim = training.get(random.nextInt(training.size()));
                if (killed % 2 == 0) {
                    victim.destroyForcibly();
                } else {
                    cluster.replaceMachineOf(victim);
                }
                killed++;
            }
        }
    }

    /** Executors that hold the lease of a run. */
    private List<ProcessHandle> training(LoopbackCluster cluster) {
        Set<Long> owners = new HashSet<>();
        try (Stream<Path> files = Files.walk(folder.resolve(THERE))) {
            for (Path lease : files.filter(file -> file.getFileName().toString().startsWith(".lock.lease-"))
                    .toList()) {
                owners.add(Long.parseLong(Files.readAllLines(lease).get(1)));
            }
        } catch (IOException | UncheckedIOException | IndexOutOfBoundsException e) {
            return List.of(); // one came or went meanwhile
        }
        return cluster.executors().stream()
                .filter(executor -> owners.contains(executor.pid()))
                .toList();
    }
}
