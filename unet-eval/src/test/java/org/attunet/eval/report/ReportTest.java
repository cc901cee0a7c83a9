package org.attunet.eval.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.attunet.data.dataset.CaseReader;
import org.attunet.data.dataset.DatasetFolder;
import org.attunet.data.dataset.DatasetSettings;
import org.attunet.data.nifti.NiftiReader;
import org.attunet.data.nifti.NiftiWriter;
import org.attunet.data.volume.Affine;
import org.attunet.data.volume.Geometry;
import org.attunet.data.volume.Mask;
import org.attunet.data.volume.Size;
import org.attunet.data.volume.Spacing;
import org.attunet.data.volume.Volume;
import org.attunet.eval.inference.PreparedImage;
import org.attunet.eval.inference.Progress;
import org.attunet.eval.inference.Segmentation;
import org.attunet.eval.inference.Segmenter;
import org.attunet.eval.metric.Scorer;
import org.attunet.eval.quality.PredictedDice;
import org.attunet.eval.quality.QualityCsv;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportTest {
    private static final Geometry SCAN =
            new Geometry(new Size(20, 18, 14), Affine.diagonal(new Spacing(3, 3, 4), 0, 0, 0));

    @TempDir
    private Path folder;

    @BeforeEach
    void runs() throws IOException {
        dataset();
        run("baseline", "001", 0.3, "experiment: baseline");
        run("dice-ce", "001", 0.1, "note: '<script>alert(1)</script>'");
    }

    private void dataset() {
        Random random = new Random(4);
        for (int n = 1; n <= 3; n++) {
            short[] hu = new short[SCAN.size().voxels()];
            byte[] labels = new byte[hu.length];
            for (int voxel = 0; voxel < hu.length; voxel++) {
                boolean inside = voxel % 20 > 3 + n && voxel % 20 < 12 && voxel / 20 % 18 > 6 && voxel / 360 > 3;
                hu[voxel] = (short) ((inside ? 60 : -80) + 20 * random.nextGaussian());
                labels[voxel] = (byte) (inside ? 1 : 0);
            }
            NiftiWriter.write(Volume.of(SCAN, hu), folder.resolve("data/images/case" + n + ".nii.gz"));
            NiftiWriter.write(new Mask(SCAN, labels), folder.resolve("data/labels/case" + n + ".nii.gz"));
        }
    }

    /** What is brighter than a threshold, less or more surely. */
    private record Bright(double noise) implements Segmenter {
        @Override
        public PreparedImage prepare(Volume image) {
            return progress -> found(image);
        }

        private Segmentation found(Volume image) {
            Random random = new Random(9);
            float[] organ = new float[image.size().voxels()];
            float[] rest = new float[organ.length];
            byte[] labels = new byte[organ.length];
            for (int n = 0; n < organ.length; n++) {
                organ[n] = image.get(n) > 10 ^ random.nextDouble() < noise / 10 ? 0.9f : 0.1f;
                rest[n] = 1 - organ[n];
                labels[n] = (byte) Math.round(organ[n]);
            }
            Geometry grid = image.geometry();
            return new Found(new Mask(grid, labels), List.of(Volume.of(grid, rest), Volume.of(grid, organ)));
        }
    }

    private record Found(Mask mask, List<Volume> probabilities) implements Segmentation {}

    private void run(String experiment, String id, double noise, String settings) throws IOException {
        Path run = folder.resolve("runs").resolve(experiment).resolve(id);
        new ModelEvaluation(
                        new CaseReader(DatasetSettings.NONE),
                        new Bright(noise),
                        UnaryOperator.identity(),
                        new Scorer(1))
                .run(
                        "test",
                        DatasetFolder.open(folder.resolve("data")).cases(),
                        new EvaluationFolder(run.resolve("evaluation")),
                        Progress.NONE);
        Files.writeString(run.resolve("experiment.yaml"), settings);
        Files.writeString(run.resolve("run.json"), "{\"dataset\": {\"name\": \"phantoms\"}}");
        Files.writeString(
                run.resolve("history.csv"),
                "epoch,loss,validation_dice,learning_rate,seconds\n1,0.9,,1e-3,2\n2,0.5,0.4,1e-3,2\n");
    }

    private String page() throws IOException {
        Report.write(folder.resolve("runs"), folder.resolve("out"));
        return Files.readString(folder.resolve("out/report.html"));
    }

    @Test
    void threeFilesAreWritten() throws IOException {
        page();

        assertThat(folder.resolve("out/results.md")).isNotEmptyFile();
        assertThat(folder.resolve("out/results.csv")).isNotEmptyFile();
    }

    @Test
    void thePageCarriesEverythingWithinItself() throws IOException {
        String page = page();
        // The viewer's own text names addresses in comments; the page's must not fetch any.
        String own = page.replace(Resource.text("niivue.umd.js"), "");

        assertThat(own).doesNotContainPattern("(src|href)=\"(https?:)?//").doesNotContain("@import", "url(");
        assertThat(own).contains("data:image/jpeg;base64,", "id=\"viewer-index\"", "id=\"volume-0\"");
        assertThat(page).contains("niivue", "BSD 2-Clause");
    }

    @Test
    void volumesThatRunsShareAreCarriedOnce() throws IOException {
        // Three cases: image and label once, predictions and probabilities of both runs.
        assertThat(page().split("id=\"volume-", -1)).hasSize(1 + 3 * 6);
    }

    @Test
    void moreThanABrowserOpensIsTheWorstCasesAlone() {
        List<ReportedRun> runs = ReportedRun.of(RunResults.in(folder.resolve("runs")));
        List<CaseView> cases = CaseView.worstFirst(runs);
        StringWriter all = new StringWriter();
        new ViewerSection(new PrintWriter(all)).write(cases, runs);
        StringWriter few = new StringWriter();
        new ViewerSection(new PrintWriter(few), 1).write(cases, runs);

        assertThat(all.toString())
                .contains("\"name\":\"case1\"", "\"name\":\"case2\"", "\"name\":\"case3\"")
                .doesNotContain("with the lowest Dice");
        assertThat(few.toString())
                .contains(
                        "The 1 cases with the lowest Dice",
                        "\"name\":\"" + cases.get(0).id() + "\"")
                .doesNotContain("\"name\":\"" + cases.get(1).id() + "\"");
    }

    @Test
    void chartsShowScoresLearningErrorsAndReliability() throws IOException {
        assertThat(page())
                .contains("aria-label=\"Dice (0…1)\"", "aria-label=\"HD95 (mm)\"", "Training loss", "Validation Dice")
                .contains("aria-label=\"baseline: predicted − labelled volume (ml)\"", ">bias ", "stroke-dasharray")
                .contains("Missed, ml a case", "Expected calibration error", "Share of voxels that are the organ");
    }

    @Test
    void settingsAreTextWhateverTheyHold() throws IOException {
        assertThat(page()).contains("&lt;script&gt;alert(1)").doesNotContain("<script>alert(1)");
    }

    @Test
    void theWorstCaseStandsFirstAndOpen() throws IOException {
        String page = page();
        List<ReportedRun> runs = ReportedRun.of(RunResults.in(folder.resolve("runs")));
        String worst = CaseView.worstFirst(runs).get(0).id();

        assertThat(page).contains("<details open><summary>" + worst);
        assertThat(CaseView.worstFirst(runs)).isSortedAccordingTo((a, b) -> Double.compare(a.dice(), b.dice()));
    }

    /** The case that is best by its label is predicted to be the worst. */
    @Test
    void byPredictedDiceTheLowestStandsFirstAndTheTrueOneIsDrawnAgainstIt() throws IOException {
        List<ReportedRun> runs = ReportedRun.of(RunResults.in(folder.resolve("runs")));
        List<CaseView> worstFirst = CaseView.worstFirst(runs);
        String best = worstFirst.get(worstFirst.size() - 1).id();
        for (ReportedRun run : runs) {
            Path quality = run.folder().quality();
            assertThat(quality).content().startsWith("case,dice,predicted_dice,");
            QualityCsv.write(
                    quality,
                    QualityCsv.read(quality).stream()
                            .map(one ->
                                    one.predicted(new PredictedDice(one.caseId().equals(best) ? 0.25 : 0.75, 0.5)))
                            .toList());
        }

        assertThat(page())
                .contains("<details open><summary>" + best, "the lowest predicted Dice first", "(predicted 0.250)")
                .contains("aria-label=\"baseline: Dice\"", best + ": predicted 0.250, true ")
                .contains("baseline: mean error 0.", "; warned of 0 of 0 below a Dice of 0.5, of 1 of 3 above 0.7");
    }

    /** Only under the profile {@code browser}; the screenshot stays in {@code target/screenshots}. */
    @Test
    @Tag("browser")
    void aBrowserWithoutANetworkShowsEveryCaseInTheViewer() throws Exception {
        page();
        Path page = folder.resolve("out/report.html");
        Browser browser = new Browser(folder);
        String elements = browser.elements(page);

        assertThat(elements)
                .contains("data-state=\"ready\"", "Label in blue, prediction in red")
                .contains(">probability of the organ</option>", " HU (± 2) · ", " mm right")
                .contains(">case1</option>", ">case2</option>", ">case3</option>", ">dice-ce</option>")
                // The words alone are in the page's script as well.
                .doesNotContain("data-state=\"failed\"", ">The viewer cannot be shown");
        assertThat(browser.screenshot(page, "report")).isNotEmptyFile();
    }

    @Test
    void withoutRunsThereIsAPageOfWhatWasPublished() throws IOException {
        Report.write(folder.resolve("nowhere"), folder.resolve("out"));

        assertThat(Files.readString(folder.resolve("out/report.html")))
                .contains("reference project", "0 evaluated runs")
                .doesNotContain("id=\"viewer-index\"");
    }

    @Test
    void theExcerptLiesWhereTheOrganLies() {
        Mask label = NiftiReader.readMask(folder.resolve("data/labels/case1.nii.gz"));
        Mask view = CroppedView.around(label, 1).of(label, 1);

        assertThat(view.count(1)).isEqualTo(label.count(1));
        assertThat(view.geometry().affine().apply(0, 0, 0)[0]).isZero();
    }

    @Test
    void aLargeImageIsThinnedOutInThePlaneFirst() {
        Geometry fine = new Geometry(new Size(200, 200, 100), Affine.diagonal(new Spacing(0.5, 0.5, 1), 5, 6, 7));
        byte[] labels = new byte[fine.size().voxels()];
        labels[fine.size().index(100, 100, 50)] = 1;
        Mask view = CroppedView.around(new Mask(fine, labels), 1).of(new Mask(fine, labels), 1);

        assertThat(view.size().voxels()).isLessThan(900_000);
        assertThat(view.geometry().spacing()).isEqualTo(new Spacing(1, 1, 1));
        assertThat(view.geometry().affine().apply(0, 0, 0)).containsExactly(10, 11, 12);
    }
}
