package org.attunet.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileFailureTest {
    @TempDir
    Path folder;

    @Test
    void theNameAloneIsNoReason() {
        assertThat(FileFailure.reason(new AccessDeniedException("a"))).isEqualTo("no permission to read or write it");
        assertThat(FileFailure.reason(new NoSuchFileException("a"))).isEqualTo("no such file or folder");
        assertThat(FileFailure.reason(new FileSystemException("a"))).isEqualTo("FileSystemException");
        assertThat(FileFailure.reason(new FileSystemException("a", null, "Is a directory")))
                .isEqualTo("Is a directory");
    }

    @Test
    void aLinkThatLeadsNowhereIsCalledThat() throws IOException {
        Path link = Files.createSymbolicLink(folder.resolve("link"), folder.resolve("nowhere"));
        assertThat(FileFailure.reason(new NoSuchFileException(link.toString()))).isEqualTo("a link that leads nowhere");
    }

    /** As of pictures, whose writer only says that it could not. */
    @Test
    void theFirstFailureIsTheReason() {
        IOException full = new IOException("No space left on device");
        assertThat(FileFailure.reason(new UncheckedIOException(new IOException("I/O error writing PNG file!", full))))
                .isEqualTo("No space left on device");
    }
}
