package org.attunet.eval.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.attunet.data.BadInput;
import org.attunet.data.DataException;
import org.attunet.data.Finding;
import org.attunet.data.Severity;
import org.attunet.data.dataset.Case;
import org.attunet.data.dataset.CaseReader;
import org.attunet.data.dataset.DatasetSettings;
import org.attunet.data.dataset.LabelMap;
import org.attunet.data.dataset.Split;
import org.attunet.data.nifti.NiftiWriter;
import org.attunet.data.volume.Affine;
import org.attunet.data.volume.AxisOrder;
import org.attunet.data.volume.Geometry;
import org.attunet.data.volume.Mask;
import org.attunet.data.volume.Size;
import org.attunet.data.volume.Spacing;
import org.attunet.data.volume.Volume;
import org.attunet.eval.inference.Progress;
import org.attunet.eval.metric.Metric;
import org.attunet.eval.metric.Scorer;
import org.attunet.eval.report.MaskEvaluation.Outcome;
import org.attunet.eval.report.ResultRow.Source;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MaskEvaluationTest {
    /** Oblique and anisotropic. */
    private static final Geometry SCAN = new Geometry(new Size(12, 10, 8), Affine.of(new double[][] {
        {6.062177826, -3.5, 0, 30}, {3.5, 6.062177826, 0, -20}, {0, 0, 12, -7}
    }));

    @TempDir
    private Path folder;

    /** A box of {@code value} with its low corner at {@code from}, six by five by four voxels. */
    private static Mask box(int from, int value) {
        byte[] labels = new byte[SCAN.size().voxels()];
        for (int k = 2; k < 6; k++) {
            for (int j = 3; j < 8; j++) {
                for (int i = from; i < from + 6; i++) {
                    labels[SCAN.size().index(i, j, k)] = (byte) value;
                }
            }
        }
        return new Mask(SCAN, labels);
    }

    private static Mask with(Mask mask, int value, int... voxels) {
        byte[] labels = mask.labels().clone();
        for (int voxel : voxels) {
            labels[voxel] = (byte) value;
        }
        return new Mask(mask.geometry(), labels);
    }

    private Outcome score(Mask prediction, Mask label, String... map) {
        Path mask = folder.resolve("mask.nii.gz");
        Path truth = folder.resolve("label.nii.gz");
        NiftiWriter.write(prediction, mask);
        NiftiWriter.write(label, truth);
        LabelMap values = map.length == 0 ? LabelMap.NONE : LabelMap.parse(List.of(map), LabelMap.Others.BACKGROUND);
        return new MaskEvaluation(new Scorer(1), MaskOrigin.ofFolder(folder, values), Optional.empty())
                .run(
                        List.of(new GivenCase("a", mask, new GivenCase.LabelFile(truth, Optional.empty()))),
                        List.of(),
                        new EvaluationFolder(folder.resolve("runs/theirs/1/evaluation")),
                        Progress.NONE);
    }

    private static double dice(Outcome outcome) {
        return outcome.summary().of(Metric.DICE).mean();
    }

    /** Four of six columns are shared: 2 · 4 / (6 + 6) = 2/3, whichever way the mask is stored. */
    @ParameterizedTest
    @CsvSource({
        "012,false,false,false",
        "012,true,true,false",
        "012,true,true,true",
        "120,true,true,false",
        "201,false,true,true",
        "210,true,false,false",
        "102,false,false,true",
        "021,true,false,true"
    })
    void aMaskScoresTheSameHoweverItsAxesAreStored(String from, boolean x, boolean y, boolean z) {
        AxisOrder stored = AxisOrder.of(from.chars().map(c -> c - '0').toArray(), new boolean[] {x, y, z});
        Outcome outcome = score(stored.of(box(4, 1)), box(2, 1));

        assertThat(dice(outcome)).isCloseTo(2 / 3.0, within(1e-12));
        assertThat(outcome.summary().of(Metric.HD95).mean()).isCloseTo(14, within(1e-4));
        assertThat(outcome.findings())
                .extracting(finding -> finding.caseId() + finding.code() + finding.severity())
                .isEqualTo(stored.isIdentity() ? List.of() : List.of("aL3" + Severity.FIXED));
    }

    @Test
    void aMaskInAnotherPlaceIsRefusedAsBefore() {
        Mask shifted =
                box(4, 1).withGeometry(new Geometry(SCAN.size(), SCAN.affine().movedTo(1, 0, 0)));

        assertThatThrownBy(() -> score(shifted, box(2, 1)))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("a: ")
                .hasMessageContaining("7.00 mm away")
                .hasMessageContaining("[L3]");
    }

    @Test
    void theMapChoosesTheOrganAndAValueEqualToItsClassIsBackground() {
        Mask prediction = with(with(box(4, 7), 1, 0, 1, 2), 8, 3);
        Outcome outcome = score(prediction, box(2, 1), "7=1");

        assertThat(dice(outcome)).isCloseTo(2 / 3.0, within(1e-12));
        assertThat(outcome.findings()).hasSize(1);
        assertThat(outcome.findings().get(0).severity()).isEqualTo(Severity.WARNING);
        assertThat(outcome.findings().get(0).message())
                .contains("--map 7=1 does not list count as background: 1 (3 voxels), 8 (1 voxels)");
    }

    @Test
    void severalValuesMayBeOneClassAndLabelsMayKnowMoreClasses() {
        Mask prediction = with(box(4, 7), 9, SCAN.size().index(4, 3, 2));
        Mask label = with(box(2, 1), 2, 0);
        Outcome outcome = score(prediction, label, "7=1,9=1");

        assertThat(dice(outcome)).isCloseTo(2 / 3.0, within(1e-12));
        assertThat(outcome.findings()).isEmpty();
    }

    @Test
    void aMappedClassThatNoLabelHoldsIsSaidAndNotScored() {
        Outcome outcome = score(with(box(4, 7), 8, 0), box(2, 1), "7=1,8=2");

        assertThat(dice(outcome)).isCloseTo(2 / 3.0, within(1e-12));
        assertThat(outcome.findings())
                .extracting(Finding::message)
                .containsExactly("classes of --map 7=1,8=2 that no label holds: [2]; only class 1 is scored");
    }

    @Test
    void severalClassesAgainstOneAreRefusedWithTheMapThatHelps() {
        assertThatThrownBy(() -> score(box(4, 255), box(2, 1)))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("255 (120 voxels)")
                .hasMessageContaining("--map 255=1;")
                .hasMessageContaining("[L6]");
        assertThat(dice(score(box(4, 255), box(2, 1), "255=1"))).isCloseTo(2 / 3.0, within(1e-12));
    }

    @Test
    void labelsWithMoreClassesThanThePredictionsAreRefusedWithoutAMap() {
        assertThatThrownBy(() -> score(box(4, 1), with(box(2, 1), 2, 0)))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("they hold different values")
                .hasMessageContaining("--map VALUE=1;");
    }

    @Test
    void labelsWithoutTheScoredClassAreNoPerfectAgreement() {
        assertThatThrownBy(() -> score(box(4, 255), box(2, 255)))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("no label holds the class that is scored")
                .hasMessageContaining("[L6]");
        assertThat(folder.resolve("runs")).doesNotExist();
    }

    @Test
    void severalClassesAgainstTheSameAreScored() {
        Mask mask = with(box(4, 1), 3, 0);

        assertThat(dice(score(mask, mask))).isEqualTo(1);
    }

    @Test
    void masksAndLabelsWithoutBackgroundAreSaid() {
        byte[] full = new byte[SCAN.size().voxels()];
        Arrays.fill(full, (byte) 1);

        assertThat(score(box(4, 1), new Mask(SCAN, full)).findings())
                .extracting(Finding::message)
                .containsExactly("label: no voxel is background, and no organ fills a whole scan; look at the mask");
        assertThat(score(new Mask(SCAN, full), box(4, 1)).findings())
                .extracting(finding -> finding.caseId() + finding.code() + finding.severity())
                .containsExactly("aL11" + Severity.WARNING);
    }

    /** 0.12 mm wide: metres that were written as millimetres. */
    @Test
    void aFieldOfViewThatNoBodyHasIsSaid() {
        Geometry metres = new Geometry(SCAN.size(), Affine.diagonal(new Spacing(0.01, 0.01, 0.025), 0, 0, 0));
        Outcome outcome = score(box(4, 1).withGeometry(metres), box(2, 1).withGeometry(metres));

        assertThat(outcome.findings()).extracting(Finding::code).containsExactly("N20");
        assertThat(outcome.findings().get(0).message())
                .startsWith("label: the field of view is 0.1200 × 0.1000 × 0.2000 mm, smaller than any scan's");
    }

    @Test
    void emptyMasksOnBothSidesAgree() {
        Mask empty = new Mask(SCAN, new byte[SCAN.size().voxels()]);

        assertThat(dice(score(empty, empty))).isEqualTo(1);
        assertThat(dice(score(empty, box(2, 1)))).isZero();
    }

    /** Scores of 1 or 0 that say nothing of the organ, in a mean over all cases. */
    @Test
    void anEmptyLabelIsSaidOfItsCase() {
        Mask empty = new Mask(SCAN, new byte[SCAN.size().voxels()]);

        assertThat(score(box(4, 1), empty).findings())
                .containsExactly(new Finding(
                        "a",
                        BadInput.L7,
                        Severity.WARNING,
                        "label: the label is empty; overlap scores of this case are 1 or 0"));
        assertThat(score(empty, box(4, 1)).findings()).extracting(Finding::code).doesNotContain("L7");
    }

    @Test
    void aMapThatNothingFollowsIsSaid() {
        Outcome outcome = score(box(4, 10), box(2, 1), "7=1");

        assertThat(dice(outcome)).isZero();
        assertThat(outcome.findings())
                .extracting(Finding::message)
                .anyMatch(message -> message.startsWith(
                        "no prediction holds a value that --map 7=1 reads as class 1; they" + " hold 10 (120 voxels)"));
    }

    @Test
    void ofManyUnlistedValuesTheLargestAreNamedAndTheRestIsCounted() {
        Mask prediction = box(4, 7);
        for (int value = 20; value < 30; value++) {
            prediction = with(prediction, value, value == 29 ? new int[] {29, 30} : new int[] {value});
        }

        assertThat(score(prediction, box(2, 1), "7=1").findings().get(0).message())
                .contains("background: 29 (2 voxels), ")
                .endsWith(" and 2 more values (2 voxels)");
    }

    @Test
    void aRowOfGivenMasksIsNotCalledOurs() throws IOException {
        score(box(4, 1), box(2, 1));
        List<RunResult> results = RunResults.in(folder.resolve("runs"));
        ResultsTable table = ResultsTable.of(results);

        assertThat(table.rows().get(0).source()).isEqualTo(Source.GIVEN_MASKS);
        assertThat(table.csv()).contains("theirs,1,given masks,folder,image,1,");
        assertThat(table.markdown()).contains("| given masks |", "Rows of “given masks” are masks from files");
        assertThat(table.latex()).contains("theirs/1 & given masks & folder");
        assertThat(Files.readString(folder.resolve("runs/theirs/1/evaluation/masks.json")))
                .contains("\"source\" : \"given masks\"", "\"findings\" : [ ]");
    }

    @Test
    void anOlderEvaluationThatNoRunAccountsForIsNotCalledOursEither() throws IOException {
        score(box(4, 1), box(2, 1));
        Files.delete(folder.resolve("runs/theirs/1/evaluation/masks.json"));

        assertThat(RunResults.in(folder.resolve("runs")).get(0).notes().source())
                .isEqualTo(Source.GIVEN_MASKS);
        Files.writeString(folder.resolve("runs/theirs/1/experiment.yaml"), "name: a");
        assertThat(RunResults.in(folder.resolve("runs")).get(0).notes().source())
                .isEqualTo(Source.OURS);
    }

    @Test
    void masksOfADatasetAreShownOnTheirCtAndNameItsSplit() throws IOException {
        short[] hu = new short[SCAN.size().voxels()];
        for (int n = 0; n < hu.length; n++) {
            hu[n] = (short) (n % 90);
        }
        Path image = folder.resolve("ct.nii.gz");
        NiftiWriter.write(Volume.of(SCAN, hu), image);
        NiftiWriter.write(box(2, 255), folder.resolve("label.nii.gz"));
        NiftiWriter.write(box(4, 1), folder.resolve("mask.nii.gz"));
        Case source = new Case("a", image, Optional.of(folder.resolve("label.nii.gz")));
        CaseReader reader = new CaseReader(labels("labels: {255: 1}"));
        Split split = new Split("ratio", 0, List.of("x", "y"), List.of("z"), List.of("a"));
        EvaluationFolder out = new EvaluationFolder(folder.resolve("runs/theirs/1/evaluation"));
        Outcome outcome = new MaskEvaluation(
                        new Scorer(1),
                        new MaskOrigin(
                                folder,
                                "CT-82",
                                "test",
                                split,
                                LabelMap.parse(List.of("1=1"), LabelMap.Others.BACKGROUND)),
                        Optional.empty())
                .run(
                        List.of(GivenCase.of(source, folder.resolve("mask.nii.gz"), reader)),
                        List.of(Finding.of(BadInput.S1, Severity.WARNING, "one more file")),
                        out,
                        Progress.NONE);

        assertThat(dice(outcome)).isCloseTo(2 / 3.0, within(1e-12));
        assertThat(outcome.findings()).extracting(Finding::message).containsExactly("one more file");
        assertThat(out.viewerImage("a")).exists();
        ResultsTable table = ResultsTable.of(RunResults.in(folder.resolve("runs")));
        assertThat(table.markdown())
                .contains("| theirs | 1 | given masks | test, ratio 2/1/1 |")
                .contains("They were scored on: CT-82 (split ratio).");
    }

    private DatasetSettings labels(String yaml) throws IOException {
        Files.writeString(folder.resolve("dataset.yaml"), yaml);
        return DatasetSettings.of(folder);
    }

    @Test
    void aModelsScoresInTheSameFolderAreOursAgain() throws IOException {
        score(box(4, 1), box(2, 1));
        Path run = folder.resolve("runs/theirs/1");
        Files.writeString(run.resolve("experiment.yaml"), "name: a");
        assertThat(RunNotes.of(run).source()).isEqualTo(Source.GIVEN_MASKS);
        new EvaluationFolder(run.resolve("evaluation")).write("test", List.of());

        assertThat(RunNotes.of(run).source()).isEqualTo(Source.OURS);
    }
}
