package org.attunet.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.commons.io.FileUtils;
import org.attunet.data.DataException;
import org.attunet.train.listener.CheckpointListener;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** Which checkpoint a run resumes from. */
class SavedCheckpointsTest {
    /** Written by {@link GoldenCheckpoint} on 2026-11-24, with the numbers that it printed. */
    private static final String GOLDEN = "golden-checkpoint.zip";

    private static final double LOSS_OF_EPOCH_2 = 0.6497238615174971;
    private static final float FIRST_WEIGHT = -0.10582122f;

    @TempDir
    private static Path shared;

    @TempDir
    private Path folder;

    private RunFolder run;

    @BeforeAll
    static void train() {
        train(new RunFolder(shared.resolve("tiny/run")), 3);
    }

    private static void train(RunFolder run, int epochs) {
        new Trainer(TinyRuns.in(run.path()).plan(TinyRuns.settings(epochs)), List.of(new CheckpointListener(run)))
                .run();
    }

    @BeforeEach
    void copy() throws IOException {
        run = new RunFolder(folder.resolve("tiny/run"));
        RunFolder made = new RunFolder(shared.resolve("tiny/run"));
        Files.createDirectories(run.last().getParent());
        Files.copy(made.last(), run.last());
        Files.copy(made.previous(), run.previous());
        Files.copy(made.best(), run.best());
    }

    private static void damage(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 1;
        Files.write(file, bytes);
    }

    @Test
    void aFolderThatIsTakenAwayEndsTheRunAndIsNotMadeAgain() {
        RunFolder lost = new RunFolder(folder.resolve("lost/run"));
        TrainingListener thief = new TrainingListener() {
            @Override
            public void stepped(TrainingRun training, TrainingState state, double loss) {
                if (state.epoch() == 1 && Files.exists(lost.last())) {
                    FileUtils.deleteQuietly(lost.last().getParent().toFile());
                }
            }
        };
        Trainer trainer = new Trainer(
                TinyRuns.in(lost.path()).plan(TinyRuns.settings(3)), List.of(thief, new CheckpointListener(lost)));
        assertThatThrownBy(trainer::run).isInstanceOf(DataException.class).hasMessageContaining("is gone");
        assertThat(lost.last().getParent()).doesNotExist();
    }

    @Test
    void aDamagedLastCheckpointIsReportedAndTheOneBeforeIsUsed() throws IOException {
        damage(run.last());
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        Logger logger = (Logger) LoggerFactory.getLogger(SavedCheckpoints.class);
        logger.addAppender(log);
        log.start();
        try {
            assertThat(new SavedCheckpoints(run).newest().orElseThrow().state().epoch())
                    .isEqualTo(2);
        } finally {
            logger.detachAppender(log);
        }
        assertThat(log.list)
                .singleElement()
                .extracting(ILoggingEvent::getFormattedMessage)
                .asString()
                .contains("last.zip");
    }

    @Test
    void whereAllAreDamagedThatIsAnErrorOfTheData() throws IOException {
        damage(run.last());
        damage(run.previous());
        assertThatThrownBy(() -> new SavedCheckpoints(run).newest())
                .isInstanceOf(DataException.class)
                .hasMessageContainingAll(run.path().toString(), "start again without --resume");
    }

    @Test
    void aNewRunHasNone() {
        assertThat(new SavedCheckpoints(new RunFolder(folder)).newest()).isEmpty();
    }

    @Test
    void theWayBackLeadsToOlderOnes() throws IOException {
        SavedCheckpoints saved = new SavedCheckpoints(run);
        assertThat(saved.before(Divergence.NUMBERS, 0).orElseThrow().state().epoch())
                .isEqualTo(3);
        assertThat(saved.before(Divergence.NUMBERS, 1).orElseThrow().state().epoch())
                .isEqualTo(2);
        assertThat(saved.before(Divergence.NUMBERS, 3)).isEmpty();
        // What predicts background alone was saved as the last one, too: only a best one that found something helps.
        boolean found = Checkpoint.read(run.best()).state().bestDice() > 0;
        assertThat(saved.before(Divergence.BACKGROUND, 0).isPresent()).isEqualTo(found);
        Files.delete(run.best());
        assertThat(saved.before(Divergence.BACKGROUND, 0)).isEmpty();
    }

    /** A run of an earlier build goes on in this one, to more epochs than it was begun for. */
    @Test
    void aCheckpointOfAnEarlierBuildStaysReadable() throws IOException {
        Path golden = folder.resolve(GOLDEN);
        Files.write(
                golden, SavedCheckpointsTest.class.getResourceAsStream(GOLDEN).readAllBytes());
        Checkpoint checkpoint = Checkpoint.read(golden);

        assertThat(checkpoint.state().epoch()).isEqualTo(2);
        assertThat(checkpoint.state().history()).hasSize(2);
        assertThat(checkpoint.state().history().get(1).loss()).isCloseTo(LOSS_OF_EPOCH_2, within(1e-9));
        assertThat(checkpoint.model().network().widths()).containsExactly(2, 3, 4);
        assertThat(checkpoint.model().weights().get("encoder1.conv1.weight").values()[0])
                .isCloseTo(FIRST_WEIGHT, within(1e-9f));

        Trainer trainer = new Trainer(TinyRuns.in(folder).plan(TinyRuns.settings(3)), List.of());
        trainer.resume(checkpoint);
        assertThat(trainer.run().history()).hasSize(3);
    }
}
