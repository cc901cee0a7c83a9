package org.attunet.data.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
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
    void aMaskMayHaveTheNameOfItsImageWithTheChannel() throws IOException {
        Files.createFile(predictions.resolve("Mu\u0308ller_1_0000.NII.GZ"));
        Files.createFile(predictions.resolve("._b_0000.nii.gz"));
        Files.createFile(labels.resolve("M\u00fcller_1.nii.gz"));

        assertThat(MaskFolders.pair(predictions, labels))
                .extracting(pair -> pair.id() + " " + pair.label().getFileName())
                .containsExactly("M\u00fcller_1 M\u00fcller_1.nii.gz");
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

    @Test
    void aFolderOfOtherFormatsNamesThemAndTheRemedy() throws IOException {
        Files.createFile(labels.resolve("a.nii.gz"));
        Files.writeString(predictions.resolve("a.nrrd"), "NRRD0004\n");

        for (ThrowingCallable reading : List.<ThrowingCallable>of(
                () -> MaskFolders.pair(predictions, labels),
                () -> MaskFolders.of(predictions, dataset("a_1"), dataset("a_1").cases()))) {
            assertThatThrownBy(reading)
                    .isInstanceOf(DataException.class)
                    .hasMessage("there is no NIfTI file in " + predictions
                            + "; a.nrrd is an NRRD file. Convert it to NIfTI, for example with ITK-SNAP, 3D Slicer or"
                            + " SimpleITK.");
        }
    }

    @Test
    void whatProgramsAddToACasesNameIsDropped() throws IOException {
        for (String name : List.of("case_1_0000", "case_10_0000", "case_2_pred", "case_3-seg_v2", "case_4_0000_mask")) {
            Files.createFile(predictions.resolve(name + ".nii.gz"));
        }
        for (String name : List.of("case_1", "case_10", "case_2", "case_3", "case_4")) {
            Files.createFile(labels.resolve(name + ".nii.gz"));
        }

        assertThat(MaskFolders.pair(predictions, labels))
                .extracting(pair -> pair.id() + " " + pair.prediction().getFileName())
                .containsExactly(
                        "case_1 case_1_0000.nii.gz",
                        "case_10 case_10_0000.nii.gz",
                        "case_2 case_2_pred.nii.gz",
                        "case_3 case_3-seg_v2.nii.gz",
                        "case_4 case_4_0000_mask.nii.gz");
    }

    @Test
    void aNumberBehindACasesNameIsThatOfAnotherCase() throws IOException {
        Files.createFile(predictions.resolve("case_1_2.nii.gz"));
        Files.createFile(labels.resolve("case_1.nii.gz"));

        assertThatThrownBy(() -> MaskFolders.pair(predictions, labels))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("predictions without a label: case_1_2");
    }

    @Test
    void twoFilesOfOneCaseAreRefused() throws IOException {
        Files.createFile(predictions.resolve("a_left.nii.gz"));
        Files.createFile(predictions.resolve("a_right.nii.gz"));
        Files.createFile(labels.resolve("a.nii.gz"));

        assertThatThrownBy(() -> MaskFolders.pair(predictions, labels))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("a_left.nii.gz and a_right.nii.gz are both of case a");
    }

    private Dataset dataset(String... ids) {
        List<Case> cases = Arrays.stream(ids)
                .map(id -> new Case(
                        id,
                        folder.resolve("images/" + id + ".nii.gz"),
                        Optional.of(labels.resolve("label" + id.replaceAll("\\D", "") + ".nii.gz"))))
                .toList();
        return new Dataset(folder, "set", cases, DatasetSettings.NONE);
    }

    @Test
    void aSplitsCasesGetTheirPredictionsAndTheRestIsNamed() throws IOException {
        for (String name : List.of("ct_1", "label0002", "ct_3_0000", "x4", "ct_5", "ct_5_probability", "notes7")) {
            Files.createFile(predictions.resolve(name + ".nii.gz"));
        }
        Dataset dataset = dataset("ct_1", "ct_0002", "ct_3", "ct_4", "ct_5");
        List<Case> wanted = dataset.cases(List.of("ct_4", "ct_3", "ct_0002"));
        MaskFolders.Predicted found = MaskFolders.of(predictions, dataset, wanted);

        assertThat(found.predictions().keySet()).containsExactlyElementsOf(wanted);
        assertThat(found.predictions().values())
                .extracting(file -> file.getFileName().toString())
                .containsExactly("x4.nii.gz", "ct_3_0000.nii.gz", "label0002.nii.gz");
        assertThat(found.others()).containsExactly("ct_1.nii.gz", "ct_5.nii.gz");
        assertThat(found.strangers()).containsExactly("ct_5_probability.nii.gz", "notes7.nii.gz");
    }

    @Test
    void casesOfASplitWithoutAPredictionAreListed() throws IOException {
        Files.createFile(predictions.resolve("ct_1.nii.gz"));
        Files.createFile(predictions.resolve("other.nii.gz"));
        Dataset dataset = dataset("ct_1", "ct_2", "ct_3");

        assertThatThrownBy(() -> MaskFolders.of(predictions, dataset, dataset.cases()))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("no predictions of the cases ct_2, ct_3")
                .hasMessageContaining("of no case are other.nii.gz");
    }

    @Test
    void aPredictionByTheCasesNameAndOneByItsLabelsNameAreNotMixedUp() throws IOException {
        Files.createFile(predictions.resolve("ct_1.nii.gz"));
        Files.createFile(predictions.resolve("label1.nii.gz"));
        Dataset dataset = dataset("ct_1");
        MaskFolders.Predicted found = MaskFolders.of(predictions, dataset, dataset.cases());

        assertThat(found.predictions().values()).containsExactly(predictions.resolve("ct_1.nii.gz"));
        assertThat(found.strangers()).containsExactly("label1.nii.gz");
    }
}
