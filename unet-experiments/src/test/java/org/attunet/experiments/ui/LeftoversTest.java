package org.attunet.experiments.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LeftoversTest {
    @TempDir
    private Path folder;

    @Test
    void whatKilledServersLeftIsClearedAndNothingElse() throws IOException {
        Files.createDirectory(folder.resolve("DL4JUI_1795741249615"));
        Files.createFile(folder.resolve("TrainingOverview.html.ftl11667550506234732945tmp"));
        Files.createFile(folder.resolve("TrainingModel.html.ftl11369698432034014456tmp"));
        Path library = Files.createFile(folder.resolve("sqlite-3.46.0.0-eb020697-libsqlitejdbc.so"));
        Files.setLastModifiedTime(library, FileTime.from(Instant.now().minusSeconds(120)));
        Path inUse = Files.createDirectories(folder.resolve("DL4JUI_2/upload")).getParent();
        Path beingCopied = Files.createFile(folder.resolve("sqlite-3.46.0.0-a-libsqlitejdbc.so"));
        Path other = Files.createFile(folder.resolve("DL4JUI_notes.txt"));

        Leftovers.clear(folder);

        assertThat(folder.toFile().listFiles())
                .containsExactlyInAnyOrder(inUse.toFile(), beingCopied.toFile(), other.toFile());
    }
}
