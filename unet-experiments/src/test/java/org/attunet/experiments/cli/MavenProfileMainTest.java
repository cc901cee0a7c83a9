package org.attunet.experiments.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MavenProfileMainTest {
    @Test
    void propertiesThatAreNotSetAreLeftOut() {
        assertThat(MavenProfileMain.commandLine("sweep", "--data=", "--runs=runs", "--scale=", "--set="))
                .containsExactly("sweep", "--runs=runs");
    }

    @Test
    void settingsAreTakenApart() {
        assertThat(MavenProfileMain.commandLine("sweep", "--set=training.epochs=3; loss.kind=dice-ce"))
                .containsExactly("sweep", "--set=training.epochs=3", "--set=loss.kind=dice-ce");
    }

    @Test
    void theCommandsOwnArgumentsComeFirst() {
        assertThat(MavenProfileMain.commandLine("train", "--experiment baseline --evaluate", "--data=my data"))
                .containsExactly("train", "--experiment", "baseline", "--evaluate", "--data=my data");
    }

    @Test
    void whatACommandDoesNotKnowIsLeftOut() {
        assertThat(MavenProfileMain.commandLine("report", "", "--data=data", "--runs=runs", "--scale=demo"))
                .containsExactly("report", "--runs=runs");
    }

    @Test
    void theDeviceReachesWhateverComputes() {
        for (String command : new String[] {"sweep", "train", "evaluate", "cross-validate"}) {
            assertThat(MavenProfileMain.commandLine(command, "", "--device=cuda"))
                    .containsExactly(command, "--device=cuda");
        }
        assertThat(MavenProfileMain.commandLine("report", "", "--device=cuda")).containsExactly("report");
    }
}
