package org.attunet.experiments;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ProgramTest {
    @AfterEach
    void forget() {
        System.clearProperty(Program.LAUNCHER);
    }

    /** An archive's own Java starts only as the launcher starts it. */
    @Test
    void whatTheLauncherStartedIsStartedByTheLauncher() {
        System.setProperty(Program.LAUNCHER, "/opt/attention-unet/unet");
        assertThat(Program.command(ProgramTest.class)).containsExactly("/opt/attention-unet/unet");
    }

    @Test
    void elseByTheJavaThatRunsAndNoOther() {
        assertThat(Program.command(ProgramTest.class))
                .startsWith(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString())
                .contains("-Djava.awt.headless=true")
                .endsWith("-cp", System.getProperty("java.class.path"), ProgramTest.class.getName());
    }
}
