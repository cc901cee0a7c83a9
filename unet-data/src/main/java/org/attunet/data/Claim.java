package org.attunet.data;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A file or folder that is to be new: while the claim is open, {@link AtomicFile} replaces nothing there but what was written
 * under this claim, whoever put it there and whenever. Claims belong to the process, as locks do.
 */
public final class Claim implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Claim.class);
    private static final String LOCK = Unfinished.PREFIX + "lock";
    private static final Set<Claim> OPEN = ConcurrentHashMap.newKeySet();

    private final Path place;
    private final Set<Path> written = ConcurrentHashMap.newKeySet();
    private final Optional<FileChannel> lock;
    private final boolean isMade;
    private final boolean replaces;

    private Claim(Path place, Optional<FileChannel> lock, boolean isMade, boolean replaces) {
        this.place = place;
        this.lock = lock;
        this.isMade = isMade;
        this.replaces = replaces;
        OPEN.add(this);
    }

    /**
     * Claims a file, which must not be there; of several that claim it, the first to write it has it.
     *
     * @throws UncheckedIOException with a {@link FileAlreadyExistsException} where it is there
     */
    public static Claim file(Path file) {
        if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            throw new UncheckedIOException(new FileAlreadyExistsException(file.toString()));
        }
        return new Claim(absolute(file), Optional.empty(), false, false);
    }

    /**
     * Claims a folder, which must be empty or not there; it is made. The first has it until the claim is closed.
     *
     * @throws UncheckedIOException with a {@link FileAlreadyExistsException} where it holds something or somebody has it
     */
    public static Claim folder(Path folder) {
        return folder(folder, false);
    }

    /**
     * Claims a folder whatever it holds, which may be replaced; only who fills it at the same time is refused.
     *
     * @throws UncheckedIOException with a {@link FileAlreadyExistsException} where somebody has it
     */
    public static Claim overwriting(Path folder) {
        return folder(folder, true);
    }

    private static Claim folder(Path folder, boolean replaces) {
        boolean isMade = !Files.exists(folder);
        try {
            Files.createDirectories(folder);
            Unfinished.discardAbandoned(folder);
            FileChannel lock =
                    FileChannel.open(folder.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            Claim claim = new Claim(absolute(folder), Optional.of(lock), isMade, replaces);
            try {
                claim.requireSole(folder);
            } catch (IOException e) {
                claim.leave();
                throw e;
            }
            return claim;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void requireSole(Path folder) throws IOException {
        if (!isLocked()) {
            throw new FileAlreadyExistsException(
                    folder.toString(), null, "another command writes into it; wait for its end or name another folder");
        }
        if (!replaces && !isEmpty(folder)) {
            Files.deleteIfExists(place.resolve(LOCK));
            throw holdsFiles(folder.toString());
        }
    }

    /** What refuses a folder, wherever it lies, that is not empty. */
    public static FileAlreadyExistsException holdsFiles(String folder) {
        return new FileAlreadyExistsException(folder, null, "holds files already; --force writes into it all the same");
    }

    private boolean isLocked() {
        try {
            return lock.orElseThrow().tryLock() != null;
        } catch (OverlappingFileLockException e) {
            return false;
        } catch (IOException e) {
            // No locks on this file system: files are created exclusively all the same.
            return true;
        }
    }

    private static boolean isEmpty(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.allMatch(file -> file.getFileName().toString().equals(LOCK));
        }
    }

    /** The open claim that a file falls under. */
    static Optional<Claim> over(Path absolute) {
        Path file = absolute.normalize();
        return OPEN.stream().filter(claim -> file.startsWith(claim.place)).findFirst();
    }

    /** Whether a file may be replaced: one that was written under this claim, or any. */
    boolean mayReplace(Path absolute) {
        return replaces || written.contains(absolute.normalize());
    }

    /** Notes that a file was written under this claim. */
    void note(Path absolute) {
        written.add(absolute.normalize());
    }

    private static Path absolute(Path path) {
        return path.toAbsolutePath().normalize();
    }

    /** Gives it up; a claimed folder into which nothing was written is removed. */
    @Override
    public void close() {
        if (lock.isPresent()) {
            try {
                Files.deleteIfExists(place.resolve(LOCK));
                if (isMade) {
                    Files.deleteIfExists(place);
                }
            } catch (IOException e) {
                LOG.debug("{} stays: {}", place, e.toString());
            }
        }
        leave();
    }

    private void leave() {
        OPEN.remove(this);
        lock.ifPresent(channel -> {
            try {
                channel.close();
            } catch (IOException e) {
                LOG.debug("the lock of {}", place, e);
            }
        });
    }
}
