package org.attunet.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.attunet.model.network.NetworkPlans;
import org.attunet.model.network.NetworkSettings;
import org.attunet.train.listener.CheckpointListener;
import org.attunet.train.listener.StatisticsListener;
import org.deeplearning4j.ui.model.stats.StatsListener;
import org.deeplearning4j.ui.model.stats.api.StatsInitializationReport;
import org.deeplearning4j.ui.model.stats.api.StatsReport;
import org.deeplearning4j.ui.model.storage.sqlite.J7FileStatsStorage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the training UI reads, and that a run does without it where it has to. */
class StatisticsTest {
    @TempDir
    private Path folder;

    private TrainingState train(RunFolder run) throws IOException {
        Files.createDirectories(run.path());
        return new Trainer(
                        TinyRuns.in(folder).plan(new Recipe().with("epochs", 4).settings()),
                        List.of(new StatisticsListener(run)))
                .run();
    }

    @Test
    void theSessionIsCalledAfterTheRun() throws IOException {
        RunFolder run = new RunFolder(folder.resolve("tiny/run"));
        train(run);
        J7FileStatsStorage storage = new J7FileStatsStorage(run.statistics().toFile());
        assertThat(storage.listSessionIDs()).containsExactly("tiny/run");
        storage.close();
    }

    /**
     * Three steps an epoch, each tenth of the run reported: the session is one, with one worker, whose iterations and totals go on. The
     * step that DL4J reports as iteration n is the one after n others.
     */
    @Test
    void aRunThatGoesOnIsOneSession() throws IOException {
        RunFolder run = new RunFolder(folder.resolve("tiny/run"));
        Files.createDirectories(run.path());
        TinyRuns runs = TinyRuns.in(folder);
        new Trainer(runs.plan(TinyRuns.settings(4)), List.of(new StatisticsListener(run), new CheckpointListener(run)))
                .run();
        Trainer longer = new Trainer(runs.plan(TinyRuns.settings(8)), List.of(new StatisticsListener(run)));
        Checkpoint stopped = Checkpoint.read(run.last());
        longer.resume(stopped);
        longer.run();
        J7FileStatsStorage storage = new J7FileStatsStorage(run.statistics().toFile());
        assertThat(storage.listWorkerIDsForSession("tiny/run")).containsExactly("training");
        List<StatsReport> updates =
                storage.getAllUpdatesAfter("tiny/run", StatsListener.TYPE_ID, "training", 0).stream()
                        .map(StatsReport.class::cast)
                        .toList();
        assertThat(updates).extracting(StatsReport::getIterationCount).containsExactly(10, 20);
        assertThat(updates).extracting(StatsReport::getTotalMinibatches).containsExactly(11L, 21L);
        double before = stopped.state().history().stream()
                .mapToDouble(epoch -> epoch.seconds() + epoch.validationSeconds())
                .sum();
        assertThat(updates.get(1).getTotalRuntimeMs() / 1000.0).isGreaterThanOrEqualTo(before - 0.001);
        storage.close();
    }

    /** What {@code show} says of the network. */
    @Test
    void parametersAreCountedAsEverywhereElse() throws IOException {
        RunFolder run = new RunFolder(folder.resolve("tiny/run"));
        train(run);
        NetworkSettings network =
                TinyRuns.in(folder.resolve("again")).plan(TinyRuns.settings(1)).network();
        J7FileStatsStorage storage = new J7FileStatsStorage(run.statistics().toFile());
        StatsInitializationReport first =
                (StatsInitializationReport) storage.getStaticInfo("tiny/run", StatsListener.TYPE_ID, "training");
        assertThat(first.getModelNumParams()).isEqualTo(NetworkPlans.parameterCount(network));
        storage.close();
    }

    @Test
    void aDamagedDatabaseEndsNoRun() throws IOException {
        RunFolder run = new RunFolder(folder.resolve("tiny/run"));
        Files.createDirectories(run.path());
        Files.write(run.statistics(), new byte[5000]);
        assertThat(train(run).epoch()).isEqualTo(4);
    }
}
