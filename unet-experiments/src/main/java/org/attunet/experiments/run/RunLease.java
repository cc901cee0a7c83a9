package org.attunet.experiments.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says to processes of other machines that a run is taken: a file {@code .lock.lease-N} beside its lock, created exclusively, that its
 * owner writes again every {@link #BEAT}. One that has not been written for {@link #LOST} belongs to a process that was lost, as does one
 * of a process of this machine that is no more; whoever wants the run then creates the file of number N + 1, which only one can. The
 * owner of the highest number has the run. Times are the file server's own, so clocks need not agree.
 */
final class RunLease implements AutoCloseable {
    /** How often a lease is written again. */
    static final Duration BEAT = Duration.ofSeconds(10);

    /** After so long without being written, a lease of another machine is taken over. */
    static final Duration LOST = Duration.ofSeconds(60);

    private static final Logger LOG = LoggerFactory.getLogger(RunLease.class);
    private static final String INFIX = ".lease-";

    private final Path file;
    private final ByteBuffer content;
    private final Thread heart;

    private RunLease(Path file, ByteBuffer content) {
        this.file = file;
        this.content = content;
        heart = new Thread(this::beat, "lease of " + file.getParent().getFileName());
        heart.setDaemon(true);
        heart.start();
    }

    /** Whether a file is a lease of what this lock stands for. */
    static boolean isOf(Path lock, Path file) {
        return file.getFileName().toString().startsWith(lock.getFileName() + INFIX);
    }

    /** Takes what a lock stands for; empty where somebody has it. */
    static Optional<RunLease> take(Path lock) throws IOException {
        while (true) {
            NavigableMap<Integer, Path> before = all(lock);
            if (!before.isEmpty() && isHeld(before.lastEntry().getValue())) {
                return Optional.empty();
            }
            int number = before.isEmpty() ? 1 : before.lastKey() + 1;
            Path file = file(lock, number);
            String owner = Owner.ofThisProcess() + "\n" + UUID.randomUUID() + "\n";
            if (create(file, owner)) {
                if (all(lock).lastKey() == number) {
                    discard(before);
                    return Optional.of(new RunLease(file, ByteBuffer.wrap(owner.getBytes(StandardCharsets.UTF_8))));
                }
                Files.deleteIfExists(file); // somebody was faster by more than one
            }
        }
    }

    private static void discard(Map<Integer, Path> leases) throws IOException {
        for (Path lost : leases.values()) {
            LOG.info("{}: its owner was lost, and it is taken over", lost);
            Files.deleteIfExists(lost);
        }
    }

    private static boolean create(Path file, String owner) throws IOException {
        try {
            Files.writeString(file, owner, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            return true;
        } catch (FileAlreadyExistsException e) {
            return false;
        }
    }

    private static Path file(Path lock, int number) {
        return lock.resolveSibling(lock.getFileName() + INFIX + number);
    }

    private static NavigableMap<Integer, Path> all(Path lock) throws IOException {
        NavigableMap<Integer, Path> all = new TreeMap<>();
        String start = lock.getFileName() + INFIX;
        try (DirectoryStream<Path> files =
                Files.newDirectoryStream(lock.toAbsolutePath().getParent(), file -> isOf(lock, file))) {
            for (Path file : files) {
                String number = file.getFileName().toString().substring(start.length());
                if (number.matches("\\d{1,8}")) {
                    all.put(Integer.parseInt(number), file);
                }
            }
        }
        return all;
    }

    /** Whether a process of another machine had what a lock stands for, and was lost. */
    static boolean isLost(Path lock) throws IOException {
        NavigableMap<Integer, Path> all = all(lock);
        return !all.isEmpty() && isLostElsewhere(all.lastEntry().getValue());
    }

    private static boolean isLostElsewhere(Path lease) throws IOException {
        try {
            return !Owner.of(Files.readString(lease))
                            .filter(Owner::isOfThisMachine)
                            .isPresent()
                    && !isHeld(lease);
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    private static boolean isHeld(Path lease) throws IOException {
        try {
            Optional<Owner> owner = Owner.of(Files.readString(lease));
            if (owner.isPresent() && owner.get().isOfThisMachine()) {
                return owner.get().isRunning();
            }
            return age(lease).compareTo(LOST) < 0;
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    /** By the clock of whoever keeps the files: against one that is written now. */
    private static Duration age(Path lease) throws IOException {
        Path now = Files.createTempFile(lease.toAbsolutePath().getParent(), ".writing-now-", "");
        try {
            Instant here = Files.getLastModifiedTime(now).toInstant();
            return Duration.between(Files.getLastModifiedTime(lease).toInstant(), here);
        } finally {
            Files.deleteIfExists(now);
        }
    }

    private void beat() {
        try {
            while (true) {
                Thread.sleep(BEAT.toMillis());
                write();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // let go of
        }
    }

    private void write() {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.write(content.duplicate(), 0);
            channel.force(true);
        } catch (IOException e) {
            LOG.debug(
                    "{} cannot be written",
                    file,
                    e); // whether it is lost is asked before anything of the run is written
        }
    }

    /** Whether nobody has taken it over. */
    boolean isHeld() {
        return Files.exists(file);
    }

    @Override
    public void close() {
        heart.interrupt();
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
