package org.attunet.model.weights;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Weights in several files, which no reader here puts together: each is named with the way to one file. */
class ShardsTest {
    private static final String REMEDY = "put safetensors.torch.load_file(part) of every part into one dictionary";

    @TempDir
    private Path folder;

    private void refused(Path source, String what) {
        assertThatThrownBy(() -> WeightSource.read(source))
                .isInstanceOf(WeightsException.class)
                .hasMessageContainingAll(what, "weights in several files", REMEDY);
    }

    @ParameterizedTest
    @CsvSource({
        "model-00001-of-00002.safetensors, part 00001 of 00002",
        "MODEL-2-of-3.SAFETENSORS, part 2 of 3",
        "pytorch_model-00002-of-00010.bin, part 00002 of 00010",
        "model-1-of-99999999999999.safetensors, part 1 of 99999999999999",
        "model.safetensors.index.json, the index",
        "pytorch_model.bin.index.json, the index"
    })
    void aPartAndTheIndexAreRefusedByName(String name, String what) throws IOException {
        Path file = Files.writeString(folder.resolve(name), "{\"weight_map\": {}}");
        refused(file, name + " is " + what);
        refused(folder, what);
    }

    @Test
    void theOnlyPartIsTheWhole() throws IOException {
        Path file = Files.writeString(folder.resolve("model-00001-of-00001.safetensors"), "nothing");
        assertThatThrownBy(() -> WeightSource.read(file))
                .isInstanceOf(WeightsException.class)
                .hasMessageContaining("is nothing weights are read from");
    }

    @Test
    void aFolderAroundAFileNamesIt() throws IOException {
        Files.writeString(folder.resolve("model.safetensors"), "nothing");
        assertThatThrownBy(() -> WeightSource.read(folder))
                .isInstanceOf(WeightsException.class)
                .hasMessageContaining("name the file itself: model.safetensors");
    }
}
