package org.attunet.experiments.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ProfileTest {
    @Test
    void propertiesThatAreNotSetAreLeftOut() {
        assertThat(Profile.commandLine("sweep", "--data=", "--runs=runs", "--scale=", "--set="))
                .containsExactly("sweep", "--runs=runs");
    }

    @Test
    void settingsAreTakenApart() {
        assertThat(Profile.commandLine("sweep", "--set=training.epochs=3; loss.kind=dice-ce"))
                .containsExactly("sweep", "--set=training.epochs=3", "--set=loss.kind=dice-ce");
    }

    @Test
    void theCommandsOwnArgumentsComeFirst() {
        assertThat(Profile.commandLine("train", "--experiment baseline --evaluate", "--data=my data"))
                .containsExactly("train", "--experiment", "baseline", "--evaluate", "--data=my data");
    }

    @Test
    void whatACommandDoesNotKnowIsLeftOut() {
        assertThat(Profile.commandLine("report", "", "--data=data", "--runs=runs", "--scale=demo"))
                .containsExactly("report", "--runs=runs");
    }
}
