package org.attunet.experiments.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class ShowCommandTest {
    @Test
    void everySettingAndTheParameterCountAreShown() throws IOException {
        Run run = Run.of("show", "deeper", "--scale", "demo", "--json", "--set", "training.learning-rate=3e-4");
        assertThat(run.code()).isZero();
        JsonNode json = new ObjectMapper().readTree(run.results());
        assertThat(json.at("/settings/training.learning-rate").asText()).isEqualTo("0.0003");
        assertThat(json.at("/settings/network.widths").asText()).isEqualTo("[8, 16, 32, 64, 128]");
        assertThat(json.get("parameters").asLong()).isGreaterThan(1_000_000);
    }

    @Test
    void unknownExperimentsAndSettingsAreConfigurationErrors() {
        assertThat(Run.of("show", "basline").code()).isEqualTo(3);
        Run run = Run.of("show", "baseline", "--set", "training.epoch=3", "--set", "network.gate=none");
        assertThat(run.code()).isEqualTo(3);
        assertThat(run.messages())
                .contains("training.epochs", "additive, conv-mapping")
                .doesNotContain("\tat ");
        assertThat(Run.of("show", "missing/file.yaml").code()).isEqualTo(4);
    }
}
