package org.attunet.experiments.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.awt.image.BufferedImage;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.attunet.data.phantom.Difficulty;
import org.attunet.data.phantom.PhantomDataset;
import org.attunet.data.phantom.PhantomDataset.Existing;
import org.attunet.data.phantom.PhantomSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShowCommandTest {
    private static final String BRIGHTER =
            "data.augmentation.intensity.brightness={probability: 1, low: 0.5, high: 0.5}";

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
    void trainingPatchesAreDrawnAsTheyAreCutAndAsTheyAreVaried(@TempDir Path folder) throws IOException {
        Path data = folder.resolve("data");
        PhantomDataset.write(data, PhantomSettings.cube(5, 32, 1, Difficulty.EASY), Existing.REFUSE, (done, all) -> {});
        String file = folder.resolve("patches.png").toString();
        List<String> show =
                List.of("show", "baseline", "--scale", "demo", "--patches", file, "--data", data.toString(), "--force");
        Run run = Run.of(show.toArray(String[]::new));
        assertThat(run.code()).as(run.messages()).isZero();
        BufferedImage still = ImageIO.read(new File(file));
        assertThat(Run.of(Stream.concat(show.stream(), Stream.of("--set", BRIGHTER))
                                .toArray(String[]::new))
                        .code())
                .isZero();
        BufferedImage brighter = ImageIO.read(new File(file));
        // The same voxels, cut at the left and varied at the right.
        assertThat(brighter.getRGB(130, 200)).isEqualTo(still.getRGB(130, 200));
        assertThat(brighter.getRGB(264 + 130, 200)).isNotEqualTo(still.getRGB(264 + 130, 200));
        assertThat(Run.of("show", "baseline", "--patches", file).messages()).contains("--data DIR");
        assertThat(Run.of("show", "baseline", "--data", data.toString()).code()).isEqualTo(2);
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
