package org.attunet.data;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/** Files that are there whole or not at all, whatever happens while they are written. */
public final class AtomicFile {
    /** Something that fills a stream. */
    @FunctionalInterface
    public interface Content {
        /** Writes everything; may close the stream. */
        void writeTo(OutputStream out) throws IOException;
    }

    private static final String TEMPORARY = ".writing-";

    private AtomicFile() {}

    /** Refuses where the nearest folder that exists is none or takes no files. */
    public static void check(Path target) {
        Path folder = target.toAbsolutePath().getParent();
        while (folder != null && !Files.exists(folder)) {
            folder = folder.getParent();
        }
        if (folder == null || !Files.isDirectory(folder) || !Files.isWritable(folder)) {
            throw refused(target, "a folder that takes none");
        }
        if (Files.isDirectory(target)) {
            throw refused(target, "a folder of this name");
        }
    }

    private static DataException refused(Path target, String found) {
        return DataException.refuse(
                "C2",
                target,
                "the file cannot be written; what was there is unchanged",
                "a writable folder with room for it",
                found,
                "Free some space, change the permissions or name another place.");
    }

    /** Writes text in UTF-8, in place of a file of that name. */
    public static void write(Path target, String text) {
        write(target, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
    }

    /** Writes beside the target, then puts it in the target's place; makes the folder. */
    public static void write(Path target, Content content) {
        Path absolute = target.toAbsolutePath();
        Path temporary = absolute.resolveSibling(TEMPORARY + UUID.randomUUID());
        try {
            Files.createDirectories(absolute.getParent());
            fill(temporary, content);
            move(temporary, absolute);
        } catch (IOException e) {
            throw refused(target, e.getClass().getSimpleName() + " (" + e.getMessage() + ")")
                    .causedBy(e);
        } finally {
            discard(temporary);
        }
    }

    private static void fill(Path temporary, Content content) throws IOException {
        try (FileChannel channel =
                FileChannel.open(temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            OutputStream out = Channels.newOutputStream(channel);
            content.writeTo(new Unclosed(out));
            channel.force(true);
        }
    }

    /** Removes what processes that were killed while they wrote have left in a folder; for a folder in which nobody writes now. */
    public static void discardUnfinished(Path folder) {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (DirectoryStream<Path> left = Files.newDirectoryStream(folder, TEMPORARY + "*")) {
            left.forEach(AtomicFile::discard);
        } catch (IOException e) {
            // Litter harms nobody, and a folder that cannot be read shows itself by what is needed of it.
            return;
        }
    }

    /** Keeps the channel open for the last write to reach the disk. */
    private static final class Unclosed extends java.io.FilterOutputStream {
        Unclosed(OutputStream out) {
            super(out);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            out.write(bytes, from, length);
        }

        @Override
        public void close() throws IOException {
            out.flush();
        }
    }

    private static void move(Path from, Path to) throws IOException {
        if (Files.isDirectory(to)) {
            throw new IOException("a folder has this name");
        }
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static void discard(Path temporary) {
        try {
            Files.deleteIfExists(temporary);
        } catch (IOException e) {
            // The folder is gone or read-only; the failure that led here is the one to report.
            return;
        }
    }
}
