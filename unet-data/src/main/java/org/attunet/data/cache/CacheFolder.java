package org.attunet.data.cache;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.attunet.data.Unfinished;

/**
 * The files of a cache: written beside their place and moved there whole. When room is short the ones unused for longest go, but
 * none that a program has mapped.
 */
final class CacheFolder implements AutoCloseable {
    private static final String ENDING = ".case";

    /** What unfinished files of earlier versions end with. */
    private static final String PART = ".part";

    /** An unfinished file this old belongs to a program that was killed, on whatever machine. */
    private static final Duration ABANDONED = Duration.ofHours(6);

    private final Path folder;
    private final long maxBytes;
    private final Lease lease;

    CacheFolder(Path folder, long maxBytes) {
        this.folder = folder;
        this.maxBytes = maxBytes;
        lease = new Lease(folder);
    }

    interface Content {
        void writeTo(Path file) throws IOException;
    }

    Path file(String key) {
        return folder.resolve(key + ENDING);
    }

    /** Keeps the file of this key where it is until {@link #close}, and notes when it was last used: its modification time. */
    void use(String key) {
        try {
            lease.add(key);
            Files.setLastModifiedTime(file(key), FileTime.from(Instant.now()));
        } catch (IOException e) {
            // The folder may be read-only, or another program have just removed the file: it is only kept a little less
            // long.
            return;
        }
    }

    /** Makes room, then puts a file in its place; false where what is in use leaves none. */
    boolean put(String key, long bytes, Content content) throws IOException {
        Files.createDirectories(folder);
        if (!makeRoom(bytes)) {
            return false;
        }
        Path part = Unfinished.beside(file(key));
        try {
            content.writeTo(part);
            Files.move(part, file(key), StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(part);
        }
        return true;
    }

    private synchronized boolean makeRoom(long wanted) throws IOException {
        Unfinished.discardAbandoned(folder);
        List<Entry> entries = entries();
        Set<String> used = Lease.keys(folder, lease);
        long bytes = wanted + entries.stream().mapToLong(Entry::bytes).sum();
        for (Entry entry : entries) {
            boolean tooMuch = bytes > maxBytes && entry.isWhole() && !used.contains(entry.key());
            if (entry.isAbandoned() || tooMuch) {
                Files.deleteIfExists(entry.file);
                bytes -= entry.bytes;
            }
        }
        return bytes <= maxBytes;
    }

    /** Lets go of what was used. */
    @Override
    public void close() throws IOException {
        lease.close();
    }

    /** Least recently used first. */
    private List<Entry> entries() throws IOException {
        List<Entry> entries = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                if (file.toString().endsWith(ENDING) || isUnfinished(file)) {
                    Entry.of(file).ifPresent(entries::add);
                }
            }
        }
        entries.sort(Comparator.comparing(Entry::used).thenComparing(Entry::file));
        return entries;
    }

    private static boolean isUnfinished(Path file) {
        String name = file.getFileName().toString();
        return name.startsWith(Unfinished.PREFIX) || name.endsWith(PART);
    }

    private record Entry(Path file, long bytes, Instant used) {
        boolean isWhole() {
            return file.toString().endsWith(ENDING);
        }

        boolean isAbandoned() {
            return !isWhole() && used.isBefore(Instant.now().minus(ABANDONED));
        }

        String key() {
            String name = file.getFileName().toString();
            return name.substring(0, name.indexOf('.'));
        }

        static Optional<Entry> of(Path file) {
            try {
                return Optional.of(new Entry(
                        file, Files.size(file), Files.getLastModifiedTime(file).toInstant()));
            } catch (IOException e) {
                // Removed by another program since it was listed.
                return Optional.empty();
            }
        }
    }
}
