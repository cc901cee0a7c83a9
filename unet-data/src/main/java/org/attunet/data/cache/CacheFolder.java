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
import java.util.UUID;
import java.util.stream.Stream;

/** The files of a cache: written beside their place and moved there whole; the ones unused for longest go when room is short. */
final class CacheFolder {
    private static final String ENDING = ".case";
    private static final String UNFINISHED = ".part";

    /** A part file this old belongs to a program that was killed. */
    private static final Duration ABANDONED = Duration.ofHours(6);

    private final Path folder;
    private final long maxBytes;

    CacheFolder(Path folder, long maxBytes) {
        this.folder = folder;
        this.maxBytes = maxBytes;
    }

    interface Content {
        void writeTo(Path file) throws IOException;
    }

    Path file(String key) {
        return folder.resolve(key + ENDING);
    }

    /** Notes that the file is in use; its modification time is the time of last use. */
    void touch(String key) {
        try {
            Files.setLastModifiedTime(file(key), FileTime.from(Instant.now()));
        } catch (IOException e) {
            // Another program may just have removed it, or it may be read-only: it is only used a little less long.
            return;
        }
    }

    /** Puts a file in its place, then makes room by removing others. */
    void put(String key, Content content) throws IOException {
        Files.createDirectories(folder);
        Path part = folder.resolve(key + "." + UUID.randomUUID() + UNFINISHED);
        try {
            content.writeTo(part);
            Files.move(part, file(key), StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(part);
        }
        makeRoom(file(key));
    }

    private void makeRoom(Path keep) throws IOException {
        List<Entry> entries = entries();
        long bytes = entries.stream().mapToLong(Entry::bytes).sum();
        for (Entry entry : entries) {
            boolean abandoned = entry.file.toString().endsWith(UNFINISHED)
                    && entry.used.isBefore(Instant.now().minus(ABANDONED));
            boolean tooMuch = bytes > maxBytes && entry.file.toString().endsWith(ENDING) && !entry.file.equals(keep);
            if (abandoned || tooMuch) {
                Files.deleteIfExists(entry.file);
                bytes -= entry.bytes;
            }
        }
    }

    /** Least recently used first. */
    private List<Entry> entries() throws IOException {
        List<Entry> entries = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                if (file.toString().endsWith(ENDING) || file.toString().endsWith(UNFINISHED)) {
                    Entry.of(file).ifPresent(entries::add);
                }
            }
        }
        entries.sort(Comparator.comparing(Entry::used).thenComparing(Entry::file));
        return entries;
    }

    private record Entry(Path file, long bytes, Instant used) {
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
