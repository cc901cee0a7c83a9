package org.attunet.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PngFileTest {
    @TempDir
    private Path folder;

    /** A file that ImageIO buffered in would be closed at the first sign of the process's end, a full disk apart. */
    @Test
    void nothingIsBufferedInAnotherFile() throws IOException {
        Path cache = Files.createDirectory(folder.resolve("cache"));
        ImageIO.setCacheDirectory(cache.toFile());
        Files.delete(cache);
        try {
            BufferedImage picture = new BufferedImage(3, 2, BufferedImage.TYPE_INT_RGB);
            picture.setRGB(1, 1, 0x123456);
            Path file = folder.resolve("new/picture.png");
            PngFile.write(file, picture);
            assertThat(ImageIO.read(file.toFile()).getRGB(1, 1)).isEqualTo(0xff123456);
        } finally {
            ImageIO.setCacheDirectory(null);
        }
    }
}
