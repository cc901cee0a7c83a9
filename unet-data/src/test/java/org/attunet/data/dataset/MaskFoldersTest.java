package org.attunet.data.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.attunet.data.DataException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MaskFoldersTest {
    @TempDir
    private Path folder;

    private Path predictions;
    private Path labels;

    @BeforeEach
    void folders() throws IOException {
        predictions = Files.createDirectory(folder.resolve("predictions"));
        labels = Files.createDirectory(folder.resolve("labels"));
    }

    @Test
    void predictionsMeetTheLabelsOfTheirNameOrNumber() throws IOException {
        Files.createFile(predictions.resolve("PANCREAS_0002.nii.gz"));
        Files.createFile(predictions.resolve("a.nii"));
        Files.createFile(labels.resolve("label0002.nii.gz"));
        Files.createFile(labels.resolve("a.nii.gz"));

        assertThat(MaskFolders.pair(predictions, labels))
                .extracting(pair -> pair.id() + " " + pair.label().getFileName())
                .containsExactly("PANCREAS_0002 label0002.nii.gz", "a a.nii.gz");
    }

    @Test
    void whatHasNoPartnerIsListed() throws IOException {
        Files.createFile(predictions.resolve("a.nii"));
        Files.createFile(labels.resolve("b.nii"));

        assertThatThrownBy(() -> MaskFolders.pair(predictions, labels))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("predictions without a label: a")
                .hasMessageContaining("labels without a prediction: b");
    }

    @Test
    void aMissingFolderIsNamed() {
        assertThatThrownBy(() -> MaskFolders.pair(folder.resolve("none"), labels))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("none");
    }
}
