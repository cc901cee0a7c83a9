package org.attunet.train;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.attunet.data.DataException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The checkpoints of a run's folder; damaged ones are reported and passed over. */
public record SavedCheckpoints(RunFolder folder) {
    private static final Logger LOG = LoggerFactory.getLogger(SavedCheckpoints.class);

    /**
     * The newest one that can be read; none in a folder where nothing was saved yet.
     *
     * @throws DataException where there are some and all are damaged
     */
    public Optional<Checkpoint> newest() {
        List<Path> files = existing(folder.last(), folder.previous());
        Optional<Checkpoint> newest = readable(files).findFirst();
        if (newest.isEmpty() && !files.isEmpty()) {
            throw new DataException("no checkpoint of " + folder.path() + " can be read; start again without --resume");
        }
        return newest;
    }

    /**
     * One from before a run diverged.
     *
     * @param tries checkpoints that were tried without success since an epoch was last finished; an older one is returned each time
     */
    public Optional<Checkpoint> before(Divergence divergence, int tries) {
        return switch (divergence) {
            case NUMBERS ->
                readable(existing(folder.last(), folder.previous(), folder.best()))
                        .skip(tries)
                        .findFirst();
            case BACKGROUND ->
                readable(existing(folder.best()))
                        .filter(checkpoint -> checkpoint.state().bestDice() > 0)
                        .findFirst();
        };
    }

    private static List<Path> existing(Path... files) {
        return Stream.of(files).filter(Files::exists).toList();
    }

    private static Stream<Checkpoint> readable(List<Path> files) {
        return files.stream().map(SavedCheckpoints::read).flatMap(Optional::stream);
    }

    private static Optional<Checkpoint> read(Path file) {
        try {
            return Optional.of(Checkpoint.read(file));
        } catch (DataException e) {
            LOG.warn("{}; trying the one before", e.getMessage());
            return Optional.empty();
        }
    }
}
