package org.attunet.eval.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.attunet.data.DataException;
import org.attunet.data.dataset.Case;
import org.attunet.data.dataset.CaseReader;
import org.attunet.data.dataset.Dataset;
import org.attunet.data.dataset.DatasetFolder;
import org.attunet.data.dataset.LabelMap;
import org.attunet.data.dataset.MaskFolders;
import org.attunet.data.nifti.NiftiReader;
import org.attunet.data.nifti.NiftiWriter;
import org.attunet.data.transform.Pipeline;
import org.attunet.data.transform.PreprocessingSettings;
import org.attunet.data.volume.Affine;
import org.attunet.data.volume.Geometry;
import org.attunet.data.volume.Mask;
import org.attunet.data.volume.Size;
import org.attunet.data.volume.Spacing;
import org.attunet.data.volume.Volume;
import org.attunet.eval.inference.InferenceSettings;
import org.attunet.eval.inference.NetworkSegmenter;
import org.attunet.eval.inference.Progress;
import org.attunet.eval.inference.SlidingWindow;
import org.attunet.eval.metric.MaskPair;
import org.attunet.eval.metric.Metric;
import org.attunet.eval.metric.PerCaseCsv;
import org.attunet.eval.metric.Scorer;
import org.attunet.eval.metric.Scores;
import org.attunet.eval.metric.Summary;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.factory.Nd4j;

class EvaluationTest {
    private static final Geometry SCAN = new Geometry(new Size(24, 20, 12), Affine.of(new double[][] {
        {-1, 0, 0, 30}, {0, -1, 0, 20}, {0, 0, 2.5, -7}, {0, 0, 0, 1}
    }));

    @TempDir
    private Path folder;

    /** Bright blocks, which a "network" that answers with its input finds. */
    @BeforeEach
    void dataset() {
        for (int n = 1; n <= 2; n++) {
            short[] hu = new short[SCAN.size().voxels()];
            byte[] labels = new byte[hu.length];
            for (int voxel = 0; voxel < hu.length; voxel++) {
                boolean inside = voxel % 24 > 5 * n && voxel % 24 < 5 * n + 8 && voxel / 24 % 20 > 6 && voxel / 480 > 3;
                hu[voxel] = (short) (inside ? 90 : -90 + voxel % 7);
                labels[voxel] = (byte) (inside ? 1 : 0);
            }
            NiftiWriter.write(Volume.of(SCAN, hu), folder.resolve("images/CT_000" + n + ".nii.gz"));
            NiftiWriter.write(new Mask(SCAN, labels), folder.resolve("labels/label000" + n + ".nii.gz"));
        }
    }

    private Summary evaluate(PreprocessingSettings preprocessing, List<Case> cases, Progress progress) {
        NetworkSegmenter segmenter = new NetworkSegmenter(
                Pipeline.of(preprocessing),
                new SlidingWindow(InferenceSettings.of(Size.cube(16))),
                batch -> Nd4j.concat(1, batch.neg(), batch));
        return new ModelEvaluation(
                        new CaseReader(DatasetFolder.open(folder).settings()),
                        segmenter,
                        UnaryOperator.identity(),
                        new Scorer(1))
                .run("test", cases, new EvaluationFolder(folder.resolve("out")), progress)
                .summary();
    }

    @Test
    void aPerfectPredictorScoresOneAndLeavesEverythingBehind() {
        Dataset dataset = DatasetFolder.open(folder);
        List<Integer> seen = new ArrayList<>();
        Summary summary = evaluate(PreprocessingSettings.demo(), dataset.cases(), (done, total) -> seen.add(done));

        assertThat(summary.cases()).isEqualTo(2);
        assertThat(summary.of(Metric.DICE).mean()).isEqualTo(1);
        assertThat(seen).isSorted().endsWith(200);
        assertThat(folder.resolve("out/summary.json")).exists();
        assertThat(folder.resolve("out/overlays/CT_0001.png")).exists();
        assertThat(PerCaseCsv.read(folder.resolve("out/per-case.csv")))
                .extracting(Scores::caseId)
                .containsExactly("CT_0001", "CT_0002");
        Mask prediction = NiftiReader.readMask(folder.resolve("out/predictions/CT_0001.nii.gz"));
        assertThat(prediction.labels())
                .isEqualTo(NiftiReader.readMask(folder.resolve("labels/label0001.nii.gz"))
                        .labels());
    }

    @Test
    void onTheTwoMillimetreGridTheDistanceIsTakenWhereTheNetworkWorks() {
        PreprocessingSettings two = new PreprocessingSettings(
                "test",
                PreprocessingSettings.demo().intensity(),
                PreprocessingSettings.Crop.NONE,
                PreprocessingSettings.reference().spacing(),
                Optional.of(Size.cube(16)));
        Summary summary = evaluate(two, DatasetFolder.open(folder).cases(), Progress.NONE);

        assertThat(summary.of(Metric.S2S_VOXELS).missing()).isZero();
        assertThat(summary.of(Metric.DICE).mean()).isCloseTo(1, within(0.2));
    }

    /** A network on voxels of 4 mm: the figure of the 2 mm grid is that of the mask on the image's grid, as of any mask. */
    @Test
    void onAnotherGridTheDistanceIsTakenFromTheMaskOnTheImagesGrid() {
        PreprocessingSettings four = new PreprocessingSettings(
                "test",
                PreprocessingSettings.demo().intensity(),
                PreprocessingSettings.Crop.NONE,
                Optional.of(Spacing.isotropic(4)),
                Optional.of(Size.cube(16)));
        evaluate(four, DatasetFolder.open(folder).cases(), Progress.NONE);

        for (Scores scores : PerCaseCsv.read(folder.resolve("out/per-case.csv"))) {
            String id = scores.caseId();
            Mask mask = NiftiReader.readMask(folder.resolve("out/predictions/" + id + ".nii.gz"));
            Mask label = NiftiReader.readMask(folder.resolve("labels/" + id.replace("CT_", "label") + ".nii.gz"));
            Scores ofTheMask = new Scorer(1).score(id, new MaskPair(mask, label));
            assertThat(scores.value(Metric.S2S_VOXELS))
                    .isGreaterThan(0)
                    .isCloseTo(ofTheMask.value(Metric.S2S_VOXELS), within(1e-6));
        }
    }

    /** An organ of kilometres: its 2 mm grid holds more than any memory. */
    @Test
    void aCaseThatCannotBeMeasuredIsNamed() {
        Geometry metres = new Geometry(SCAN.size(), Affine.diagonal(new Spacing(1000, 1000, 1000), 0, 0, 0));
        Path image = folder.resolve("images/CT_0002.nii.gz");
        Path label = folder.resolve("labels/label0002.nii.gz");
        NiftiWriter.write(NiftiReader.readMask(label).withGeometry(metres), label);
        short[] hu = new short[SCAN.size().voxels()];
        for (int n = 0; n < hu.length; n++) {
            hu[n] = (short) (n % 90);
        }
        NiftiWriter.write(Volume.of(metres, hu), image);

        assertThatThrownBy(() -> evaluate(
                        PreprocessingSettings.demo(), DatasetFolder.open(folder).cases(), Progress.NONE))
                .isInstanceOf(DataException.class)
                .hasMessageStartingWith("CT_0002: ")
                .hasMessageContaining("[N20]");
    }

    @Test
    void aCaseWithoutALabelIsNamedBeforeAnythingIsPredicted() {
        List<Case> cases = DatasetFolder.open(folder).cases().stream()
                .map(source -> new Case(source.id(), source.image(), Optional.empty()))
                .toList();

        assertThatThrownBy(() -> evaluate(PreprocessingSettings.demo(), cases, Progress.NONE))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("CT_0001, CT_0002");
        assertThat(Files.exists(folder.resolve("out"))).isFalse();
    }

    @Test
    void aFolderThatIsRenamedMeanwhileIsNotMadeAgain() {
        Path out = folder.resolve("out");
        Progress renaming = (done, total) -> {
            if (done > 0 && Files.exists(out)) {
                out.toFile().renameTo(folder.resolve("renamed").toFile());
            }
        };
        List<Case> cases = DatasetFolder.open(folder).cases();

        assertThatThrownBy(() -> evaluate(PreprocessingSettings.demo(), cases, renaming))
                .isInstanceOf(DataException.class)
                .hasMessageContainingAll(out.toString(), "is gone");
        assertThat(out).doesNotExist();
    }

    @Test
    void aFolderOfGivenMasksThatIsRenamedMeanwhileIsNotMadeAgain() throws IOException {
        evaluate(PreprocessingSettings.demo(), DatasetFolder.open(folder).cases(), Progress.NONE);
        Path out = Files.createDirectory(folder.resolve("b"));
        List<MaskFolders.Pair> pairs = MaskFolders.pair(folder.resolve("out/predictions"), folder.resolve("labels"));
        Progress renaming =
                (done, total) -> out.toFile().renameTo(folder.resolve("renamed").toFile());

        assertThatThrownBy(() -> score(pairs, renaming))
                .isInstanceOf(DataException.class)
                .hasMessageContainingAll(out.toString(), "is gone");
        assertThat(out).doesNotExist();
        assertThat(folder.resolve("renamed")).isEmptyDirectory();
    }

    private MaskEvaluation.Outcome score(List<MaskFolders.Pair> pairs) {
        return score(pairs, Progress.NONE);
    }

    private MaskEvaluation.Outcome score(List<MaskFolders.Pair> pairs, Progress progress) {
        MaskOrigin origin = MaskOrigin.ofFolder(folder.resolve("out/predictions"), LabelMap.NONE);
        return new MaskEvaluation(new Scorer(1), origin, Optional.empty())
                .run(
                        pairs.stream()
                                .map(pair -> GivenCase.of(pair, Optional.empty()))
                                .toList(),
                        List.of(),
                        new EvaluationFolder(folder.resolve("b")),
                        progress);
    }

    @Test
    void masksOfAnyProgramGetTheSameTable() {
        evaluate(PreprocessingSettings.demo(), DatasetFolder.open(folder).cases(), Progress.NONE);
        Summary summary = score(MaskFolders.pair(folder.resolve("out/predictions"), folder.resolve("labels")))
                .summary();

        assertThat(summary.of(Metric.DICE).mean()).isEqualTo(1);
        assertThat(PerCaseCsv.read(folder.resolve("b/per-case.csv"))).hasSize(2);
    }

    @Test
    void masksOnOtherGridsAreAllNamedAtOnce() {
        Geometry other = new Geometry(new Size(10, 20, 12), SCAN.affine());
        for (int n = 1; n <= 2; n++) {
            NiftiWriter.write(
                    new Mask(other, new byte[other.size().voxels()]), folder.resolve("predictions/" + n + ".nii.gz"));
        }
        List<MaskFolders.Pair> pairs = MaskFolders.pair(folder.resolve("predictions"), folder.resolve("labels"));

        assertThatThrownBy(() -> score(pairs))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("1: ")
                .hasMessageContaining("2: ")
                .hasMessageContaining("10×20×12")
                .hasMessageContaining("[L1]");
        assertThat(Files.exists(folder.resolve("b"))).isFalse();
    }
}
