package org.attunet.experiments.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import org.attunet.data.DataException;
import org.attunet.experiments.settings.ConfigurationException;
import org.junit.jupiter.api.Test;

class ExitCodeTest {
    @Test
    void failuresMapToTheDocumentedCodes() {
        assertThat(ExitCode.of(new UsageException("x"))).isEqualTo(2);
        assertThat(ExitCode.of(new FileAlreadyExistsException("x"))).isEqualTo(2);
        assertThat(ExitCode.of(new ConfigurationException("x"))).isEqualTo(3);
        assertThat(ExitCode.of(new OutOfMemoryError("x"))).isEqualTo(3);
        assertThat(ExitCode.of(new DataException("x"))).isEqualTo(4);
        assertThat(ExitCode.of(new UncheckedIOException(new IOException("x")))).isEqualTo(4);
        assertThat(ExitCode.of(new InterruptedException("x"))).isEqualTo(130);
        assertThat(ExitCode.of(new IllegalStateException("x"))).isEqualTo(1);
    }

    @Test
    void aMissingFileIsNamedInOneLine() {
        assertThat(report(new UncheckedIOException(new NoSuchFileException("a b.nii")), false))
                .isEqualTo("unet: a b.nii: no such file or folder" + System.lineSeparator());
    }

    @Test
    void aFaultShowsItsStackTraceOnlyOnRequest() {
        assertThat(report(new IllegalStateException("odd"), false))
                .contains("odd", "-v")
                .doesNotContain("\tat ");
        assertThat(report(new IllegalStateException("odd"), true)).contains("odd", "\tat ");
    }

    private static String report(Throwable failure, boolean verbose) {
        var bytes = new ByteArrayOutputStream();
        Failures.report(failure, new PrintStream(bytes, true, StandardCharsets.UTF_8), verbose);
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
