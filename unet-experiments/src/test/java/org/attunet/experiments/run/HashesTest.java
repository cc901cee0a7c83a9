package org.attunet.experiments.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HashesTest {
    /** {@code printf 'über' | sha256sum} in UTF-8. */
    private static final String UEBER = "b51c854170449c382397a108bc58403e78fb72c80a1b2b0674b30ea3b88a19f0";

    /** {@code head -c 200000 /dev/zero | sha256sum}: more than is read at once. */
    private static final String ZEROS = "4cbbd9be0cba685835755f827758705db5a413c5494c34262cd25946a73e7582";

    @TempDir
    private Path folder;

    @Test
    void textsBytesAndFilesHaveTheHashOfTheirBytes() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "über");
        assertThat(Hashes.ofText("über")).isEqualTo(UEBER);
        assertThat(Hashes.ofBytes("über".getBytes(StandardCharsets.UTF_8))).isEqualTo(UEBER);
        assertThat(Hashes.ofFile(file)).isEqualTo(UEBER);
    }

    @Test
    void largeFilesAreReadToTheirEnd() throws IOException {
        Path file = Files.write(folder.resolve("file"), new byte[200_000]);
        assertThat(Hashes.ofFile(file)).isEqualTo(ZEROS);
        assertThat(Hashes.ofBytes(new byte[200_000])).isEqualTo(ZEROS);
    }

    @Test
    void aFileThatIsGoneIsAnError() {
        Path gone = folder.resolve("gone");
        assertThatThrownBy(() -> Hashes.ofFile(gone))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("gone");
    }
}
