package org.attunet.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.attunet.eval.inference.Model;
import org.attunet.eval.inference.TrainedOn;
import org.attunet.model.network.NetworkPlans;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code first-format.zip} is the last checkpoint of one epoch of {@code train --experiment baseline} on eight phantoms, with
 * widths [1, 2] and no normalisation, written before models recorded what they were trained on.
 */
class FirstFormatTest {
    @TempDir
    private Path folder;

    @Test
    void aCheckpointOfTheFirstFormatIsReadWhole() throws IOException {
        Path file = folder.resolve("last.zip");
        try (InputStream in = FirstFormatTest.class.getResourceAsStream("first-format.zip")) {
            Files.copy(in, file);
        }
        Checkpoint checkpoint = Checkpoint.read(file);
        Model model = checkpoint.model();

        assertThat(model.network().widths()).isEqualTo(List.of(1, 2));
        assertThat(model.classes()).containsExactly("background", "pancreas");
        assertThat(model.trainedOn()).isEqualTo(TrainedOn.UNKNOWN);
        assertThat(checkpoint.state().epoch()).isEqualTo(1);
        assertThat(checkpoint.parameters().values()).hasSize((int) NetworkPlans.parameterCount(model.network()));
    }
}
