package org.attunet.data.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.attunet.data.DataException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatasetFolderTest {
    @TempDir
    private Path folder;

    private void files(String... names) throws IOException {
        for (String name : names) {
            Path file = folder.resolve(name);
            Files.createDirectories(file.getParent());
            Files.writeString(file, "");
        }
    }

    private String labelOf(Dataset dataset, String id) {
        Case found = dataset.cases().stream()
                .filter(c -> c.id().equals(id))
                .findFirst()
                .orElseThrow();
        return found.label().orElseThrow().getFileName().toString();
    }

    @Test
    void equalStemsArePairs() throws IOException {
        files("images/b.nii.gz", "images/a.nii.gz", "labels/a.nii", "labels/b.nii.gz");
        Dataset dataset = DatasetFolder.open(folder);
        assertThat(dataset.ids()).containsExactly("a", "b");
        assertThat(labelOf(dataset, "a")).isEqualTo("a.nii");
    }

    @Test
    void theLastNumberPairsWhatPositionsWouldShift() throws IOException {
        files("images/PANCREAS_0024.nii.gz", "images/PANCREAS_0026.nii.gz");
        files("labels/label0024.nii.gz", "labels/label0025.nii.gz", "labels/label0026.nii.gz", "dataset.yaml");
        Files.writeString(folder.resolve("dataset.yaml"), "name: CT-82\nexclude: [label0025]\nlabels: {255: 1}\n");
        Dataset dataset = DatasetFolder.open(folder);
        assertThat(dataset.name()).isEqualTo("CT-82");
        assertThat(labelOf(dataset, "PANCREAS_0026")).isEqualTo("label0026.nii.gz");
        assertThat(dataset.settings().labels()).isEqualTo(Map.of(255, 1));
    }

    @Test
    void unpairedFilesAreListed() throws IOException {
        files("images/a1.nii.gz", "images/a2.nii.gz", "labels/a1.nii.gz", "labels/x25.nii.gz", "labels/x70.nii.gz");
        assertThatThrownBy(() -> DatasetFolder.open(folder))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("a2")
                .hasMessageContaining("x25, x70")
                .hasMessageContaining("exclude");
    }

    @Test
    void twoCandidatesAreAnErrorThatNamesBoth() throws IOException {
        files("images/scan_7.nii.gz", "labels/first_7.nii.gz", "labels/second_07.nii.gz");
        assertThatThrownBy(() -> DatasetFolder.open(folder))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("first_7 and second_07");
    }

    @Test
    void oneCaseInTwoFilesIsAnError() throws IOException {
        files("images/a.nii.gz", "images/a.nii", "labels/a.nii");
        assertThatThrownBy(() -> DatasetFolder.open(folder)).hasMessageContaining("a.nii and a.nii.gz");
    }

    @Test
    void withoutALabelFolderNoCaseHasALabel() throws IOException {
        files("images/a.nii.gz", "images/.hidden.nii.gz", "images/notes.txt");
        assertThat(DatasetFolder.open(folder).cases())
                .singleElement()
                .satisfies(c -> assertThat(c.label()).isEmpty());
    }

    @Test
    void theDecathlonsLayoutIsReadAsItIs() throws IOException {
        files("imagesTr/pancreas_001.nii.gz", "imagesTr/._pancreas_001.nii.gz", "labelsTr/pancreas_001.nii.gz");
        Files.writeString(
                folder.resolve("dataset.json"), "{\"name\": \"PANCREAS\", \"labels\": {\"1\": \"pancreas\"}}");
        Dataset dataset = DatasetFolder.open(folder);
        assertThat(dataset.name()).isEqualTo("PANCREAS");
        assertThat(dataset.ids()).containsExactly("pancreas_001");
    }

    @Test
    void nnunetsChannelIsNoPartOfTheCase() throws IOException {
        files("imagesTr/case_12_0000.nii.gz", "labelsTr/case_12.nii.gz");
        assertThat(labelOf(DatasetFolder.open(folder), "case_12")).isEqualTo("case_12.nii.gz");
    }

    @Test
    void fourDigitsThatTheLabelHasTooAreTheCasesNumber() throws IOException {
        files(
                "imagesTr/CT_0001.nii.gz",
                "imagesTr/CT_0002.nii.gz",
                "labelsTr/CT_0001.nii.gz",
                "labelsTr/CT_0002.nii.gz");
        assertThat(DatasetFolder.open(folder).ids()).containsExactly("CT_0001", "CT_0002");
    }

    @Test
    void aSecondChannelIsRefused() throws IOException {
        files("imagesTr/a_0000.nii.gz", "imagesTr/a_0001.nii.gz", "labelsTr/a.nii.gz");
        assertThatThrownBy(() -> DatasetFolder.open(folder))
                .hasMessageContaining("a_0000.nii.gz and a_0001.nii.gz both are case a; one CT a case is expected");
    }

    @Test
    void everyProblemOfTheYamlIsInOneError() throws IOException {
        files("images/a.nii.gz");
        Files.writeString(folder.resolve("dataset.yaml"), "nmae: x\nlabels: {300: 1}\nexclude: 3\nprefer: both\n");
        assertThatThrownBy(() -> DatasetFolder.open(folder))
                .isInstanceOf(DataException.class)
                .hasMessageContainingAll("nmae", "300", "'exclude'", "'prefer'");
    }

    @Test
    void splitsAndFoldsComeBackAsWritten() {
        Split split = SplitProtocol.reference(List.of("a", "b", "c", "d", "e"));
        Path file = folder.resolve("split.json");
        SplitFile.write(split, file);
        assertThat(SplitFile.read(file)).isEqualTo(split);

        var folds = SplitProtocol.kFold(List.of("a", "b", "c", "d", "e"), 3, 9);
        SplitFile.writeFolds(folds, file);
        assertThat(SplitFile.readAll(file)).isEqualTo(folds);
        assertThatThrownBy(() -> SplitFile.read(file)).hasMessageContaining("3 folds");
    }

    @Test
    void aSplitOfMissingOrRepeatedCasesIsRefused() {
        Split split = new Split("own", 0, List.of("a", "b"), List.of("b"), List.of("z"));
        assertThatThrownBy(() -> split.check(Set.of("a", "b"), Split.Overlap.REFUSED))
                .isInstanceOf(DataException.class)
                .hasMessageContainingAll("z", "b (train and validation)");
        assertThatThrownBy(() -> split.check(Set.of("a", "b"), Split.Overlap.ALLOWED))
                .hasMessageContaining("z");
    }
}
