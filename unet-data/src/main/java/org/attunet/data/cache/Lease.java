package org.attunet.data.cache;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Says which files of a cache a program has mapped: a file of their keys, locked for as long as the program lives. Removing a
 * mapped file frees no room, so files under a lease stay. A lease whose lock can be had belongs to a program that ended.
 */
final class Lease implements AutoCloseable {
    private static final String ENDING = ".lease";

    /** Behind any key, since some systems keep others from reading what is locked. */
    private static final long LOCKED = 1L << 40;

    private final Path file;
    private FileChannel channel;

    /** Nothing is written before the first key. */
    Lease(Path folder) {
        file = folder.resolve(UUID.randomUUID() + ENDING);
    }

    /** From now on the file of this key stays. */
    synchronized void add(String key) throws IOException {
        if (channel == null) {
            FileChannel opened = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            opened.lock(LOCKED, 1, false);
            channel = opened;
        }
        channel.write(ByteBuffer.wrap((key + "\n").getBytes(StandardCharsets.UTF_8)));
    }

    /** Keys under any lease of the folder, this one's among them. Leases of programs that ended are removed. */
    static Set<String> keys(Path folder, Lease own) throws IOException {
        Set<String> keys = new HashSet<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path lease :
                    files.filter(file -> file.toString().endsWith(ENDING)).toList()) {
                if (lease.equals(own.file) || isHeld(lease)) {
                    keys.addAll(lines(lease));
                } else {
                    Files.deleteIfExists(lease);
                }
            }
        }
        return keys;
    }

    private static boolean isHeld(Path lease) throws IOException {
        try (FileChannel channel = FileChannel.open(lease, StandardOpenOption.WRITE);
                FileLock lock = channel.tryLock(LOCKED, 1, false)) {
            return lock == null;
        } catch (OverlappingFileLockException e) {
            return true;
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    private static List<String> lines(Path lease) throws IOException {
        try {
            return Files.readAllLines(lease);
        } catch (NoSuchFileException e) {
            return List.of();
        }
    }

    /** The files may go. */
    @Override
    public synchronized void close() throws IOException {
        if (channel != null) {
            channel.close();
            channel = null;
            Files.deleteIfExists(file);
        }
    }
}
