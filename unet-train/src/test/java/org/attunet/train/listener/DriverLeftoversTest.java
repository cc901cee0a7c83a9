package org.attunet.train.listener;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.attunet.train.RunFolder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DriverLeftoversTest {
    @TempDir
    private Path folder;

    private Path library(Path in, int seconds) throws IOException {
        Path file = Files.createTempFile(in, "sqlite-3.50.3.0-", "-libsqlitejdbc.so");
        return Files.setLastModifiedTime(file, FileTime.from(Instant.now().minusSeconds(seconds)));
    }

    @Test
    void whatKilledProcessesLeftIsClearedAndNothingElse() throws IOException {
        Path left = library(folder, 120);
        Path lock = Files.createFile(Path.of(left + ".lck"));
        Files.setLastModifiedTime(lock, Files.getLastModifiedTime(left));
        Path beingCopied = library(folder, 0);
        Path other = Files.createFile(folder.resolve("sqlite-notes.txt"));
        DriverLeftovers.clear(folder);
        assertThat(folder.toFile().listFiles()).containsExactlyInAnyOrder(beingCopied.toFile(), other.toFile());
    }

    /** A killed training is followed by a training, not by a page of the training UI. */
    @Test
    void theNextTrainingClearsThem() throws IOException {
        Path left = library(Path.of(System.getProperty("java.io.tmpdir")), 120);
        new Statistics(new RunFolder(folder), new WholeRunReports(0, 0, 0)).close();
        assertThat(left).doesNotExist();
    }
}
