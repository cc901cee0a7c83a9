package org.attunet.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.attunet.train.listener.StatisticsListener;
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

    @Test
    void aDamagedDatabaseEndsNoRun() throws IOException {
        RunFolder run = new RunFolder(folder.resolve("tiny/run"));
        Files.createDirectories(run.path());
        Files.write(run.statistics(), new byte[5000]);
        assertThat(train(run).epoch()).isEqualTo(4);
    }
}
