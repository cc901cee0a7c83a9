package org.attunet.data;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/** Files that are there whole or not at all, whatever happens while they are written. */
public final class AtomicFile {
    /** Something that fills a stream. */
    @FunctionalInterface
    public interface Content {
        /** Writes everything; may close the stream. */
        void writeTo(OutputStream out) throws IOException;
    }

    private AtomicFile() {}

    /** Refuses where the nearest folder that exists is none or takes no files. */
    public static void check(Path target) {
        Path folder = nearest(target);
        if (folder == null || !Files.isDirectory(folder) || !Files.isWritable(folder)) {
            throw refused(target, "a folder that takes none");
        }
        if (Files.isDirectory(target)) {
            throw refused(target, "a folder of this name");
        }
    }

    /** What is there of the way to a file; null where nothing is. */
    private static Path nearest(Path target) {
        Path folder = target.toAbsolutePath().getParent();
        while (folder != null && !Files.exists(folder)) {
            folder = folder.getParent();
        }
        return folder;
    }

    private static String found(Path target, IOException failure) {
        Path folder = nearest(target);
        return folder != null && !Files.isDirectory(folder)
                ? "the file " + folder + " where a folder is needed"
                : FileFailure.reason(failure);
    }

    private static DataException refused(Path target, String found) {
        return DataException.refuse(
                BadInput.C2,
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

    /**
     * Writes beside the target, then puts it in the target's place; makes the folder.
     *
     * @throws UncheckedIOException with a {@link FileAlreadyExistsException} where the target is under a {@link Claim} and
     *     somebody else has written it since
     */
    public static void write(Path target, Content content) {
        Path absolute = target.toAbsolutePath();
        Path temporary = Unfinished.beside(absolute);
        try {
            Files.createDirectories(absolute.getParent());
            Unfinished.discardAbandoned(absolute.getParent());
            // Open, and so locked, until the file has its name.
            try (FileChannel channel = Unfinished.open(temporary)) {
                content.writeTo(new Unclosed(Channels.newOutputStream(channel)));
                channel.force(true);
                place(temporary, absolute, target);
            }
        } catch (IOException e) {
            throw refused(target, found(target, e)).causedBy(e);
        } finally {
            discard(temporary);
        }
    }

    private static void place(Path from, Path to, Path asNamed) throws IOException {
        Optional<Claim> claim = Claim.over(to);
        if (claim.isEmpty() || claim.get().mayReplace(to)) {
            move(from, to);
            return;
        }
        try {
            create(from, to);
        } catch (FileAlreadyExistsException e) {
            throw new UncheckedIOException(new FileAlreadyExistsException(asNamed.toString()));
        }
        claim.get().note(to);
    }

    /** Gives a file a name that is not taken; a move would take it from whoever has it. */
    private static void create(Path from, Path to) throws IOException {
        try {
            Files.createLink(to, from);
        } catch (FileAlreadyExistsException e) {
            throw e;
        } catch (UnsupportedOperationException | IOException e) {
            // No second names on this file system: the name is taken first, then filled.
            Files.createFile(to);
            move(from, to);
        }
    }

    /** Removes what processes that were killed while they wrote have left in a folder; for a folder in which nobody writes now. */
    public static void discardUnfinished(Path folder) {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (DirectoryStream<Path> left = Files.newDirectoryStream(folder, Unfinished.PREFIX + "*")) {
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
