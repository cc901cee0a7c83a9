package org.attunet.experiments.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.attunet.data.DataException;
import org.attunet.data.FileFailure;
import org.attunet.train.RunFolder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a second process from training the same run, or filling the same sweep. On this machine by the system's lock on a file, which it
 * gives back however the process ends; among machines, where locks may be none or outlive their owner, by a {@link RunLease} as well: one that was lost counts for more than a lock.
 */
public final class RunLock implements AutoCloseable {
    /** In a run's folder. */
    static final String NAME = ".lock";

    private static final Logger LOG = LoggerFactory.getLogger(RunLock.class);
    private static final long BETWEEN_TRIES_MS = 500;

    private final FileChannel channel;
    private Optional<RunLease> lease = Optional.empty();

    private RunLock(FileChannel channel) {
        this.channel = channel;
    }

    /**
     * Takes a run.
     *
     * @param patience how long to wait where somebody else trains it, who may have been lost
     * @throws DataException where somebody else trains it, or its folder is gone or takes no files
     */
    static RunLock of(RunFolder run, Duration patience) {
        run.requireThere();
        Path file = run.path().resolve(NAME);
        for (long until = System.nanoTime() + patience.toNanos(); System.nanoTime() < until; pause()) {
            Optional<RunLock> lock = attempt(file);
            if (lock.isPresent()) {
                return lock.get();
            }
        }
        return of(
                file,
                run.path()
                        + " is being trained by another process; wait for its end or stop it, or start a run of your own"
                        + " without --resume; one of another machine that was lost is taken over after "
                        + RunLease.LOST.toSeconds() + " s");
    }

    /** The same without patience. */
    static RunLock of(RunFolder run) {
        return of(run, Duration.ZERO);
    }

    /**
     * Takes what a file stands for; its folder is there.
     *
     * @param taken what to say where somebody else has it
     * @throws DataException with that, or where the folder takes no files
     */
    public static RunLock of(Path file, String taken) {
        return attempt(file).orElseThrow(() -> new DataException(taken));
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(BETWEEN_TRIES_MS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for a run", e);
        }
    }

    /** Empty where somebody else has it. */
    private static Optional<RunLock> attempt(Path file) {
        try {
            RunLock lock = new RunLock(FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE));
            boolean isMine = false;
            try {
                isMine = (lock.isLocked(file) || RunLease.isLost(file)) && lock.isLeased(file);
            } finally {
                if (!isMine) {
                    lock.close();
                }
            }
            return isMine ? Optional.of(lock) : Optional.empty();
        } catch (IOException e) {
            throw new DataException(file.toAbsolutePath().getParent() + " takes no files: " + FileFailure.reason(e), e);
        }
    }

    /** Takes a file that is there and that nobody has; nothing where that is not sure, as on file systems without locks. */
    static Optional<RunLock> ofNobody(Path file) {
        try {
            RunLock lock = new RunLock(FileChannel.open(file, StandardOpenOption.WRITE));
            if (lock.take() && lock.isLeased(file)) {
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

    private boolean isLocked(Path file) {
        try {
            return take();
        } catch (IOException e) {
            LOG.debug("{}: no locks on this file system", file, e);
            return true;
        }
    }

    private boolean isLeased(Path file) throws IOException {
        lease = RunLease.take(file);
        return lease.isPresent();
    }

    /**
     * Whether it is still ours: a process that stood still for longer than a lease lasts may have lost it.
     *
     * @throws DataException where it is not
     */
    void requireHeld(RunFolder run) {
        if (lease.filter(RunLease::isHeld).isEmpty()) {
            throw new DataException(
                    run.path() + " was taken over by another process, as this one gave no sign of life for "
                            + RunLease.LOST.toSeconds() + " s; it goes on there");
        }
    }

    @Override
    public void close() {
        try {
            lease.ifPresent(RunLease::close);
        } catch (UncheckedIOException e) {
            LOG.debug("the lease of a run", e);
        }
        try {
            channel.close();
        } catch (IOException e) {
            LOG.debug("the lock of a run", e);
        }
    }
}
