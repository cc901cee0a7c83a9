package org.attunet.data.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.attunet.data.DataException;
import org.attunet.data.dataset.Case;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CacheKeyTest {
    @TempDir
    private Path folder;

    private String key(String image, String label, String description) throws IOException {
        Path first = Files.writeString(folder.resolve("image.nii"), image);
        Path second = Files.writeString(folder.resolve("label.nii"), label);
        return CacheKey.of(new Case("case", first, Optional.of(second)), description);
    }

    /** {@code printf '2\nlinear\n\0image\0label' | sha256sum}: files of this name hold what this version makes of a case. */
    @Test
    void theNameIsTheHashOfVersionDescriptionImageAndLabel() throws IOException {
        assertThat(key("image", "label", "linear"))
                .isEqualTo("ecc1b5f2b3c740a39da4f9b2c4cc267d7771c989444e7c4142353322ca9ca9de");
    }

    @Test
    void everyPartCounts() throws IOException {
        String key = key("image", "label", "linear");
        assertThat(key("Image", "label", "linear")).isNotEqualTo(key);
        assertThat(key("image", "Label", "linear")).isNotEqualTo(key);
        assertThat(key("image", "label", "cubic")).isNotEqualTo(key);
        assertThat(key("imagel", "abel", "linear"))
                .as("a byte of the other file")
                .isNotEqualTo(key);
    }

    /** Longer than what is read at once, 64 KiB. */
    @Test
    void theLastByteOfALargeFileCounts() throws IOException {
        String large = "a".repeat(200_000);
        assertThat(key(large + "b", "label", "linear")).isNotEqualTo(key(large + "c", "label", "linear"));
    }

    @Test
    void aFileThatIsGoneIsNamed() {
        Path gone = folder.resolve("gone.nii");
        assertThatThrownBy(() -> CacheKey.of(new Case("case", gone, Optional.empty()), "linear"))
                .isInstanceOf(DataException.class)
                .hasMessageContaining(gone + " cannot be read");
    }
}
