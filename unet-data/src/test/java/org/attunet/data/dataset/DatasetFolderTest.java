package org.attunet.data.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.attunet.data.DataException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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
        assertThat(dataset.settings().labels()).isEqualTo(LabelMap.of(Map.of(255, 1)));
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
    void aChannelIsNoPartOfTheCaseInImagesEither() throws IOException {
        files(
                "images/FLARE_01_0000.nii.gz",
                "images/FLARE_02_0000.nii.gz",
                "images/FLARE_03_0001.nii.gz",
                "images/x.nii");
        files("labels/FLARE_01.nii.gz", "labels/FLARE_02.nii.gz", "labels/FLARE_03.nii.gz", "labels/x.nii");
        Dataset dataset = DatasetFolder.open(folder);
        assertThat(dataset.ids()).containsExactly("FLARE_01", "FLARE_02", "FLARE_03", "x");
        assertThat(labelOf(dataset, "FLARE_03")).isEqualTo("FLARE_03.nii.gz");
    }

    @Test
    void numbersMeetWithoutTheChannel() throws IOException {
        files("images/PANCREAS_0001_0000.nii.gz", "labels/label0001.nii.gz");
        assertThat(labelOf(DatasetFolder.open(folder), "PANCREAS_0001")).isEqualTo("label0001.nii.gz");
        files("images/PANCREAS_0002_0000.nii.gz", "labels/label0002.nii.gz");
        assertThat(DatasetFolder.open(folder).ids()).containsExactly("PANCREAS_0001", "PANCREAS_0002");
    }

    @Test
    void aChannelIsToldFromNumbersThatBeginAtZero() throws IOException {
        files("images/scan_0000.nii.gz", "labels/label_0000.nii.gz");
        assertThat(DatasetFolder.open(folder).ids()).containsExactly("scan_0000");
        files(
                "images/scan_0001.nii.gz",
                "images/scan_0002.nii.gz",
                "labels/label_0001.nii.gz",
                "labels/label_0002.nii.gz");
        assertThat(DatasetFolder.open(folder).ids()).containsExactly("scan_0000", "scan_0001", "scan_0002");
    }

    @Test
    void withoutLabelsSeveralImagesOfTheFirstChannelAreCases() throws IOException {
        files("images/a_0000.nii.gz", "images/b_0000.nii.gz");
        assertThat(DatasetFolder.open(folder).ids()).containsExactly("a", "b");
    }

    @Test
    void twoChannelsOfACaseAreRefusedUnlessOneIsExcludedByItsFilesName() throws IOException {
        files("images/a_0000.nii.gz", "images/a_0001.nii.gz", "labels/a.nii.gz", "dataset.yaml");
        assertThatThrownBy(() -> DatasetFolder.open(folder)).hasMessageContaining("both are case a; one CT a case");
        Files.writeString(folder.resolve("dataset.yaml"), "exclude: [a_0001]\n");
        Dataset dataset = DatasetFolder.open(folder);
        assertThat(dataset.cases().get(0).image()).hasFileName("a_0000.nii.gz");
    }

    @Test
    void aCaseIsExcludedByItsNameOrByTheNameOfItsImage() throws IOException {
        files("images/a_0000.nii.gz", "images/b_0000.nii.gz", "labels/a.nii.gz", "labels/b.nii.gz", "dataset.yaml");
        for (String name : List.of("a", "a_0000")) {
            Files.writeString(folder.resolve("dataset.yaml"), "exclude: [" + name + "]\n");
            assertThat(DatasetFolder.open(folder).ids()).containsExactly("b");
        }
    }

    /** CT-82's labels 25 and 70 have no image. */
    @ParameterizedTest
    @ValueSource(strings = {"25, 70", "025, 0070", "'25', label0070"})
    void aNumberExcludesWhatPairingWouldMeetByIt(String exclude) throws IOException {
        files("images/PANCREAS_0021.nii.gz", "images/PANCREAS_0026.nii.gz");
        files(
                "labels/label0021.nii.gz",
                "labels/label0025.nii.gz",
                "labels/label0026.nii.gz",
                "labels/label0070.nii.gz");
        Files.writeString(folder.resolve("dataset.yaml"), "exclude: [" + exclude + "]\n");
        assertThat(DatasetFolder.open(folder).ids()).containsExactly("PANCREAS_0021", "PANCREAS_0026");
        Files.writeString(folder.resolve("dataset.yaml"), "exclude: [25, 70, 21]\n");
        assertThat(DatasetFolder.open(folder).ids()).containsExactly("PANCREAS_0026");
    }

    /** As macOS names files, and as everyone else does. */
    @Test
    void namesAreComparedComposed() throws IOException {
        String composed = "M\u00fcller \u00e9";
        String decomposed = "Mu\u0308ller e\u0301";
        files("images/" + decomposed + ".nii.gz", "labels/" + composed + ".nii.gz", "images/b.nii", "labels/b.nii");
        files("split.json");
        Dataset dataset = DatasetFolder.open(folder);
        assertThat(dataset.ids()).containsExactlyInAnyOrder(composed, "b");
        assertThat(labelOf(dataset, composed)).isEqualTo(composed + ".nii.gz");

        Files.writeString(
                folder.resolve("split.json"),
                "{\"train\": [\"" + decomposed + "\"], \"validation\": [\"b\"], \"test\": []}");
        Split split = SplitFile.read(folder.resolve("split.json"));
        assertThat(dataset.cases(split.train())).hasSize(1);
        split.check(dataset.ids(), Split.Overlap.REFUSED);

        Files.writeString(
                folder.resolve("dataset.yaml"), "exclude: [" + decomposed + "]\nverified: [" + decomposed + "]\n");
        assertThat(DatasetFolder.open(folder).ids()).containsExactly("b");
        assertThat(DatasetFolder.open(folder).settings().verified().hold(composed))
                .isTrue();
    }

    @Test
    void endingsCountInAnyLettersAndWhatMacOsLeavesDoesNot() throws IOException {
        files("images/A.NII.GZ", "images/B.Nii", "images/._A.NII.GZ", "images/.DS_Store");
        files("labels/A.nii.gz", "labels/B.NII", "labels/._A.nii.gz");
        assertThat(DatasetFolder.open(folder).ids()).containsExactly("A", "B");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "labels: {1: 256}",
                "labels: {1: -1}",
                "labels: {99999999: 1}",
                "labels: {1.5: 1}",
                "labels: {one: 1}",
                "labels: {7: 1, 7: 0}",
                "labels: {7: 1, 07: 0}",
                "labels: [1]",
                "others: background",
                "labels: {1: 1}\nothers: nothing",
                "exclude: 25",
                "exclude: [[a]]",
                "exclude: [~]",
                "name: [a]",
                "name: a\nname: b",
                "replace-nan: maybe",
                "[a, b]",
                "labels: {1: 1",
            })
    void whatCannotBeMeantInTheYamlIsADataError(String yaml) throws IOException {
        files("images/a.nii.gz");
        Files.writeString(folder.resolve("dataset.yaml"), yaml);
        assertThatThrownBy(() -> DatasetFolder.open(folder))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("dataset.yaml");
    }

    @Test
    void negativeAndLargeValuesAreMapped() throws IOException {
        files("images/a.nii.gz");
        Files.writeString(folder.resolve("dataset.yaml"), "labels: {-1: 0, 1000: 1}\nothers: background\n");
        LabelMap map = DatasetFolder.open(folder).settings().labels();
        assertThat(map).isEqualTo(new LabelMap(new TreeMap<>(Map.of(-1, 0, 1000, 1)), LabelMap.Others.BACKGROUND));
        assertThat(map.classOf(3)).hasValue(0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"dataset.yaml", "dataset.json", "split.json"})
    void absurdFilesAreDataErrors(String name) throws IOException {
        files("images/a.nii.gz");
        Path file = folder.resolve(name);
        for (String text : List.of(
                "{\"train\": " + "[".repeat(900) + "]".repeat(900) + ", \"validation\": [], \"test\": []}",
                "[".repeat(100_000),
                "{\"a\": ".repeat(5000),
                "{\"train\": [null], \"validation\": [], \"test\": [{}], \"train\": []}",
                " ".repeat(17 << 20) + "{}",
                "\u0000\u0001")) {
            Files.writeString(file, text);
            assertThatThrownBy(() -> {
                        DatasetFolder.open(folder);
                        SplitFile.readAll(file);
                    })
                    .as("%s", text.substring(0, 2))
                    .isInstanceOf(DataException.class);
        }
    }

    @Test
    void everyProblemOfTheYamlIsInOneError() throws IOException {
        files("images/a.nii.gz");
        Files.writeString(folder.resolve("dataset.yaml"), "nmae: x\nlabels: {1: 300}\nexclude: 3\nprefer: both\n");
        assertThatThrownBy(() -> DatasetFolder.open(folder))
                .isInstanceOf(DataException.class)
                .hasMessageContainingAll("nmae", "300", "'exclude'", "'prefer'");
    }
}
