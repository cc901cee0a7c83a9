package org.attunet.experiments.run;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.attunet.data.DataException;
import org.attunet.data.FileFailure;
import org.attunet.train.RunFolder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps a second process from training the same run, or filling the same sweep. However the process ends, the system gives the lock back. */
public final class RunLock implements AutoCloseable {
    /** In a run's folder. */
    static final String NAME = ".lock";

    private static final Logger LOG = LoggerFactory.getLogger(RunLock.class);

    private final FileChannel channel;

    private RunLock(FileChannel channel) {
        this.channel = channel;
    }

    /**
     * Takes a run.
     *
     * @throws DataException where somebody else trains it, or its folder is gone or takes no files
     */
    static RunLock of(RunFolder run) {
        run.requireThere();
        return of(
                run.path().resolve(NAME),
                run.path()
                        + " is being trained by another process; wait for its end or stop it, or start a run of your own"
                        + " without --resume");
    }

    /**
     * Takes what a file stands for; its folder is there.
     *
     * @param taken what to say where somebody else has it
     * @throws DataException with that, or where the folder takes no files
     */
    public static RunLock of(Path file, String taken) {
        FileChannel channel;
        try {
            channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        } catch (IOException e) {
            throw new DataException(file.getParent() + " takes no files: " + FileFailure.reason(e), e);
        }
        RunLock lock = new RunLock(channel);
        if (!lock.isFree(file)) {
            lock.close();
            throw new DataException(taken);
        }
        return lock;
    }

    /** Takes a file that is there and that nobody has; nothing where that is not sure, as on file systems without locks. */
    static Optional<RunLock> ofNobody(Path file) {
        try {
            RunLock lock = new RunLock(FileChannel.open(file, StandardOpenOption.WRITE));
            if (lock.take()) {
                return Optional.of(lock);
            }
            lock.close();
        } catch (IOException e) {
            LOG.debug("{}: not to be had", file, e);
        }
        return Optional.empty();
    }

    private boolean take() throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    private boolean isFree(Path file) {
        try {
            return take();
        } catch (IOException e) {
            LOG.debug("{}: no locks on this file system", file, e);
            return true;
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            LOG.debug("the lock of a run", e);
        }
    }
}
