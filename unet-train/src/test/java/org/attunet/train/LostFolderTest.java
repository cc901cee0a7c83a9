package org.attunet.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.attunet.data.DataException;
import org.attunet.train.listener.CheckpointListener;
import org.attunet.train.listener.HistoryListener;
import org.attunet.train.listener.StatisticsListener;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run's folder that is renamed while it trains is not made again under its old name by anything that writes into it. */
class LostFolderTest {
    @TempDir
    private Path folder;

    private RunFolder run;

    @BeforeEach
    void begin() throws IOException {
        run = new RunFolder(folder.resolve("tiny/run"));
        Files.createDirectories(run.path());
    }

    private void rename() {
        try {
            Files.move(run.path(), folder.resolve("tiny/renamed"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Renames it in the first step, before any epoch ends. */
    private TrainingState train(TrainingListener listener) {
        TrainingListener renaming = new TrainingListener() {
            @Override
            public void stepped(TrainingRun training, TrainingState state, double loss) {
                if (Files.exists(run.path())) {
                    rename();
                }
            }
        };
        return new Trainer(TinyRuns.in(folder).plan(TinyRuns.settings(2)), List.of(listener, renaming)).run();
    }

    private void assertEnds(TrainingListener listener) {
        assertThatThrownBy(() -> train(listener))
                .isInstanceOf(DataException.class)
                .hasMessageContainingAll(run.path().toString(), "is gone");
        assertThat(run.path()).doesNotExist();
    }

    @Test
    void checkpointsEndTheRun() {
        assertEnds(new CheckpointListener(run));
        assertThat(folder.resolve("tiny/renamed/checkpoints")).isEmptyDirectory();
    }

    @Test
    void historyAndLossPlotEndTheRun() {
        assertEnds(new HistoryListener(run));
    }

    /** They are worth no run, so this one goes on. */
    @Test
    void statisticsMakeNoFolder() {
        assertThat(train(new StatisticsListener(run)).epoch()).isEqualTo(2);
        assertThat(run.path()).doesNotExist();
    }

    /** A run that diverged starts again from an earlier checkpoint, with the same listeners. */
    @Test
    void goingBackMakesNoFolder() {
        CheckpointListener listener = new CheckpointListener(run);
        new Trainer(TinyRuns.in(folder).plan(TinyRuns.settings(1)), List.of(listener)).run();
        rename();

        assertThatThrownBy(() -> listener.started(null, null))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("is gone");
        assertThat(run.path()).doesNotExist();
    }
}
