package org.attunet.eval;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.UUID;
import org.attunet.data.DataException;

/** Files that are there whole or not at all, whatever happens while they are written. */
public final class WholeFile {
    private WholeFile() {}

    /** Something that fills a stream. */
    @FunctionalInterface
    public interface Content {
        /** Writes everything; need not close. */
        void writeTo(OutputStream out) throws IOException;
    }

    /** Writes text in UTF-8, in place of a file of that name. */
    public static void write(Path file, String text) {
        write(file, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
    }

    /**
     * Writes beside the target, then moves there; makes the folder.
     *
     * @throws DataException where the place cannot be written to
     */
    public static void write(Path file, Content content) {
        Path target = file.toAbsolutePath();
        try {
            Files.createDirectories(target.getParent());
            // Not a temporary file of the library's: nobody else could read what it leaves.
            Path part = target.resolveSibling("." + UUID.randomUUID() + ".part");
            try {
                try (OutputStream out = Files.newOutputStream(part)) {
                    content.writeTo(out);
                }
                Files.move(part, target, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
            } finally {
                Files.deleteIfExists(part);
            }
        } catch (IOException e) {
            throw new DataException(
                    "cannot write " + file + ": " + e
                            + "; what was there before is unchanged. A folder with room for it"
                            + " that may be written to is needed",
                    e);
        }
    }
}
