package org.attunet.experiments.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShowCommandTest {
    @Test
    void everySettingAndTheParameterCountAreShown() throws IOException {
        Run run = Run.of("show", "deeper", "--scale", "demo", "--json", "--set", "training.learning-rate=3e-4");
        assertThat(run.code()).isZero();
        JsonNode json = new ObjectMapper().readTree(run.results());
        assertThat(json.at("/settings/training.learning-rate").asText()).isEqualTo("0.0003");
        assertThat(json.at("/settings/network.widths").asText()).isEqualTo("[8, 16, 32, 64, 128]");
        assertThat(json.get("parameters").asLong()).isGreaterThan(1_000_000);
        assertThat(json.at("/memory/train").asLong())
                .isGreaterThan(json.at("/memory/infer").asLong());
        // Of which the virtual machine and its libraries are 220 MB.
        assertThat(json.at("/memory/infer").asLong()).isBetween(230_000_000L, 600_000_000L);
    }

    @Test
    void theNetworkIsDrawnWhereItIsAskedFor(@TempDir Path folder) throws IOException {
        String file = folder.resolve("network.png").toString();
        Run run = Run.of("show", "baseline", "--scale", "demo", "--picture", file);
        assertThat(run.code()).isZero();
        assertThat(run.results()).contains("# parameters: ", "# memory: train ");
        assertThat(ImageIO.read(new File(file)).getWidth()).isGreaterThan(1000);
        assertThat(Run.of("show", "baseline", "--picture", file).code()).isEqualTo(2);
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
