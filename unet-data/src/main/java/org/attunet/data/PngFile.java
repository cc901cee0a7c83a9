package org.attunet.data;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Pictures as PNG, whole or not at all. */
public final class PngFile {
    private PngFile() {}

    /**
     * Writes a picture in place of a file of that name; makes the folder.
     *
     * @throws DataException where the file cannot be written
     */
    public static void write(Path file, BufferedImage picture) {
        AtomicFile.write(file, out -> {
            // Given a plain stream, ImageIO buffers in a file, which a hook of its own closes as soon as the process is
            // asked to end.
            try (ImageOutputStream buffered = new MemoryCacheImageOutputStream(out)) {
                if (!ImageIO.write(picture, "png", buffered)) {
                    throw new IOException("no writer for PNG");
                }
            }
        });
    }
}
