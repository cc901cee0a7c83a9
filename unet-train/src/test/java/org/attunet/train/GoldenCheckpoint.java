package org.attunet.train;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.attunet.train.listener.CheckpointListener;
import org.slf4j.LoggerFactory;

/**
 * Writes {@code golden-checkpoint.zip}, which later builds have to read. There is no reason to write it again: where its format
 * changes, a second one is laid beside it.
 */
final class GoldenCheckpoint {
    private GoldenCheckpoint() {}

    /** Into the folder that is the only argument. */
    public static void main(String[] arguments) throws Exception {
        Path folder = Path.of(arguments[0]);
        RunFolder run = new RunFolder(folder.resolve("tiny/run"));
        new Trainer(TinyRuns.in(folder).plan(TinyRuns.settings(2)), List.of(new CheckpointListener(run))).run();
        Files.copy(run.last(), folder.resolve("golden-checkpoint.zip"));
        Checkpoint checkpoint = Checkpoint.read(run.last());
        LoggerFactory.getLogger(GoldenCheckpoint.class)
                .info(
                        "loss of epoch 2: {}, first weight: {}",
                        checkpoint.state().history().get(1).loss(),
                        checkpoint
                                .model()
                                .weights()
                                .get("encoder1.conv1.weight")
                                .values()[0]);
    }
}
