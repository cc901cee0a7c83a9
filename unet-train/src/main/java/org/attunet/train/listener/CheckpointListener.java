package org.attunet.train.listener;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.attunet.data.DataException;
import org.attunet.data.FileFailure;
import org.attunet.train.Checkpoint;
import org.attunet.train.RunFolder;
import org.attunet.train.TrainingListener;
import org.attunet.train.TrainingRun;
import org.attunet.train.TrainingState;

/** Saves the run after every epoch and when it is interrupted: the newest state, the one before, and the best. */
public final class CheckpointListener implements TrainingListener {
    private final RunFolder folder;
    private boolean hasBegun;

    /** Saves into the run's folder. */
    public CheckpointListener(RunFolder folder) {
        this.folder = folder;
    }

    /** Makes the folder once: a run that goes back to an earlier checkpoint starts again where it was. */
    @Override
    public void started(TrainingRun run, TrainingState state) {
        if (hasBegun) {
            folder.requireCheckpoints();
            return;
        }
        hasBegun = true;
        try {
            Files.createDirectories(folder.last().getParent());
        } catch (IOException e) {
            throw new DataException(
                    "no folder for checkpoints can be made in " + folder.path() + ": " + FileFailure.reason(e), e);
        }
    }

    @Override
    public void epochDone(TrainingRun run, TrainingState state) {
        folder.requireCheckpoints();
        Checkpoint checkpoint = Checkpoint.of(run, state);
        if (state.isBest()) {
            checkpoint.write(folder.best());
        }
        save(checkpoint);
    }

    @Override
    public void interrupted(TrainingRun run, TrainingState state) {
        folder.requireCheckpoints();
        save(Checkpoint.of(run, state));
    }

    private void save(Checkpoint checkpoint) {
        try {
            if (Files.exists(folder.last())) {
                keepAsPrevious();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot keep the last checkpoint as " + folder.previous(), e);
        }
        checkpoint.write(folder.last());
    }

    /** Leaves the last checkpoint where it is until the new one is whole: whenever the process is killed, one is there. */
    private void keepAsPrevious() throws IOException {
        Path kept = folder.previous().resolveSibling("previous.part");
        Files.deleteIfExists(kept);
        try {
            Files.createLink(kept, folder.last());
        } catch (UnsupportedOperationException | FileSystemException e) {
            Files.copy(folder.last(), kept);
        }
        Files.move(kept, folder.previous(), StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }
}
