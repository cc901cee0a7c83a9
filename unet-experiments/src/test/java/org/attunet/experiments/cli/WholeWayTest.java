package org.attunet.experiments.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.attunet.data.nifti.NiftiReader;
import org.attunet.data.nifti.NiftiWriter;
import org.attunet.data.volume.Geometry;
import org.attunet.data.volume.Mask;
import org.attunet.data.volume.Volume;
import org.attunet.data.volume.VolumeStatistics;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** From phantoms to a results table with a network of a few thousand parameters: whether the parts fit, not what it learns. */
@TestMethodOrder(OrderAnnotation.class)
class WholeWayTest {
    private static final String[] TINY = {
        "--set", "network.widths=[4, 6, 8]",
        "--set", "network.supervision=2",
        "--set", "data.patch=16",
        "--set", "training.validate-every=1"
    };

    @TempDir
    private static Path folder;

    @Test
    @Order(1)
    void phantomsAreMadeAsADatasetFolder() {
        Run run = Run.of("phantom", "--out", path("data"), "--cases", "4", "--size", "32", "--seed", "5");
        assertThat(run.code()).isZero();
        assertThat(folder.resolve("data/images/phantom_004.nii.gz")).exists();
        assertThat(folder.resolve("data/labels/phantom_004.nii.gz")).exists();
        assertThat(Run.of("phantom", "--out", path("data"), "--cases", "4", "--size", "32")
                        .code())
                .isEqualTo(2);
        addSpeck(folder.resolve("data/labels/phantom_004.nii.gz"));
    }

    /** A voxel far from the organ: a warning, L9. */
    private static void addSpeck(Path file) {
        Mask label = NiftiReader.readMask(file);
        byte[] labels = label.labels().clone();
        labels[0] = 1;
        NiftiWriter.write(new Mask(label.geometry(), labels), file);
    }

    @Test
    @Order(2)
    void aSplitIsWritten() throws IOException {
        assertThat(Run.of("split", "--data", path("data")).code()).isZero();
        JsonNode split = json(folder.resolve("data/split.json"));
        assertThat(List.of(
                        split.get("train").size(),
                        split.get("validation").size(),
                        split.get("test").size()))
                .containsExactly(2, 1, 1);
        assertThat(Run.of("split", "--data", path("data")).code()).isEqualTo(2);
    }

    @Test
    @Order(3)
    void trainingAndEvaluationLeaveEveryFileOfARun() throws IOException {
        Run run = train("--evaluate", "--set", "training.epochs=2");
        assertThat(run.code()).isZero();
        Path made = onlyRun();
        for (String file : List.of(
                "experiment.yaml",
                "run.json",
                "checkpoints/best.zip",
                "checkpoints/last.zip",
                "history.csv",
                "loss.png",
                "stats.db",
                "evaluation/per-case.csv",
                "evaluation/summary.json")) {
            assertThat(made.resolve(file)).isNotEmptyFile();
        }
        assertThat(run.results()).contains(made.toString(), "1 cases, split test");
        JsonNode provenance = json(made.resolve("run.json"));
        assertThat(provenance.get("inputs")).hasSize(8);
        assertThat(provenance.at("/outcome/state").asText()).isEqualTo("finished");
        assertThat(provenance.at("/backend/name").asText()).isNotEmpty();
        JsonNode finding = provenance.at("/findings/0");
        assertThat(finding.get("case").asText()).isEqualTo("phantom_004");
        assertThat(finding.get("code").asText()).isEqualTo("L9");
        assertThat(finding.get("severity").asText()).isEqualTo("warning");
    }

    @Test
    @Order(4)
    void aFinishedRunGoesOnToMoreEpochs() throws IOException {
        assertThat(train("--resume", "--set", "training.epochs=3").code()).isZero();
        assertThat(Files.readAllLines(onlyRun().resolve("history.csv"))).hasSize(4);
    }

    @Test
    @Order(5)
    void aRunIsNotResumedWithOtherSettings() {
        Run run = train("--resume", "--set", "training.epochs=4", "--set", "training.batch=1");
        assertThat(run.code()).isEqualTo(3);
        assertThat(run.messages()).contains("training.batch: 2 → 1");
    }

    @Test
    @Order(6)
    void aRunIsEvaluatedAgainOnlyByForce() throws IOException {
        assertThat(Run.of("evaluate", "--model", onlyRun().toString()).code()).isEqualTo(2);
        assertThat(Run.of("evaluate", "--runs", path("runs"), "--force").messages())
                .contains(onlyRun() + " is the newest run");
        Run run = Run.of("evaluate", "--model", onlyRun().toString(), "--force", "--json");
        assertThat(run.code()).isZero();
        JsonNode scores = new ObjectMapper().readTree(run.results());
        assertThat(scores.at("/metrics/dice/n").asInt()).isEqualTo(1);
        assertThat(scores.at("/findings").findValuesAsText("code")).doesNotContain("L9");
    }

    @Test
    @Order(6)
    void whatIsOddAboutTheScoredCasesIsInItsJson() throws IOException {
        Path scored = folder.resolve("scored");
        Run run = Run.of(
                "evaluate", "--model", onlyRun().toString(), "--split", "train", "--out", scored.toString(), "--json");
        JsonNode finding = new ObjectMapper().readTree(run.results()).at("/findings/0");
        assertThat(finding.get("case").asText()).isEqualTo("phantom_004");
        assertThat(finding.get("code").asText()).isEqualTo("L9");
        assertThat(finding.get("severity").asText()).isEqualTo("warning");
    }

    @Test
    @Order(7)
    void theReportHasOurRowAndThePublishedOnes() throws IOException {
        Run run = Run.of("report", "--runs", path("runs"));
        assertThat(run.code()).isZero();
        assertThat(run.results()).contains("baseline", "paper", "reference project");
        assertThat(Files.readString(folder.resolve("runs/report.html"))).contains("phantom_", "baseline", "</html>");
        assertThat(Files.readString(folder.resolve("runs/results.md"))).contains("(scale demo, split reference)");
        assertThat(Files.readAllLines(folder.resolve("runs/results.csv")).get(0))
                .startsWith("experiment,run,source,split,grid,cases,dice_mean,dice_sd");
    }

    @Test
    @Order(8)
    void aReportIsMadeAnewBesideItsRunsAndNowhereElse() {
        assertThat(Run.of("report", "--runs", path("runs")).code()).isZero();
        assertThat(Run.of("report", "--runs", path("runs"), "--out", path("report"))
                        .code())
                .isZero();
        Run again = Run.of("report", "--runs", path("runs"), "--out", path("report"));
        assertThat(again.code()).isEqualTo(2);
        assertThat(again.messages()).contains("results.md exists already");
        assertThat(Run.of("report", "--runs", path("runs"), "--out", path("report"), "--force")
                        .code())
                .isZero();
    }

    @Test
    @Order(8)
    void trainingDataThatAreNotThereAreADataError() {
        Run run = Run.of("train", "--experiment", "baseline", "--data", path("nowhere"), "--runs", path("runs"));
        assertThat(run.code()).isEqualTo(4);
        assertThat(run.messages()).contains("nowhere").hasLineCount(1);
    }

    @Test
    @Order(8)
    void strangersMasksAreScoredOrRefusedWithACodeOfTheirOwn() throws IOException {
        String labels = path("data/labels");
        assertThat(score(labels, labels, "same").code()).isZero();
        assertThat(Files.readAllLines(folder.resolve("same/per-case.csv")).get(1))
                .startsWith("phantom_001,1.0,1.0,1.0,");
        assertThat(folder.resolve("same/overlays/phantom_001.png")).isNotEmptyFile();
        Path strangers = Files.createDirectories(folder.resolve("strangers"));
        Files.copy(folder.resolve("data/labels/phantom_001.nii.gz"), strangers.resolve("phantom_099.nii.gz"));
        Run unknown = score(strangers.toString(), labels, "unknown");
        assertThat(unknown.code()).isEqualTo(4);
        assertThat(unknown.messages()).contains("phantom_099", "phantom_002");
        Run missing = score(path("nowhere"), labels, "missing");
        assertThat(missing.code()).isEqualTo(4);
        assertThat(missing.messages()).contains("nowhere");
        assertThat(folder.resolve("unknown")).doesNotExist();
        assertThat(Run.of("evaluate", "--predictions", labels, "--out", path("half"))
                        .code())
                .isEqualTo(2);
    }

    @Test
    @Order(8)
    void masksOnAnotherGridOrWithMoreClassesAreRefusedByName() throws IOException {
        Mask label = NiftiReader.readMask(folder.resolve("data/labels/phantom_001.nii.gz"));
        String labels = path("one");
        NiftiWriter.write(label, folder.resolve("one/phantom_001.nii.gz"));
        Geometry moved =
                new Geometry(label.geometry().size(), label.geometry().affine().movedTo(1, 0, 0));
        NiftiWriter.write(new Mask(moved, label.labels()), folder.resolve("moved/phantom_001.nii.gz"));
        Run elsewhere = score(path("moved"), labels, "elsewhere");
        assertThat(elsewhere.code()).isEqualTo(4);
        assertThat(elsewhere.messages()).contains("phantom_001", " mm", "[L3]").doesNotContain("\tat ");

        byte[] organs = label.labels().clone();
        organs[0] = 2;
        NiftiWriter.write(new Mask(label.geometry(), organs), folder.resolve("organs/phantom_001.nii.gz"));
        Run several = score(path("organs"), labels, "several");
        assertThat(several.code()).isEqualTo(4);
        assertThat(several.messages()).contains("2 (1 voxels)", "[L6]").doesNotContain("\tat ");
        assertThat(folder.resolve("several")).doesNotExist();
    }

    @Test
    @Order(8)
    void workThatMemoryDoesNotHoldIsRefusedBeforeARunIsMade() {
        Run run = train("--runs", path("none"), "--set", "network.widths=[512,512,1024];data.patch=1024");
        assertThat(run.code()).isEqualTo(3);
        assertThat(run.messages()).contains("1024×1024×1024 voxels", "What would fit");
        assertThat(folder.resolve("none/baseline")).doesNotExist();
    }

    private static Run score(String predictions, String labels, String out) {
        return Run.of("evaluate", "--predictions", predictions, "--labels", labels, "--out", path(out));
    }

    @Test
    @Order(9)
    void aScanIsSegmentedOnItsOwnGridWithEverythingBesideIt() throws IOException {
        Run run = predict(
                path("data") + "/images/phantom_001.nii.gz",
                "case.nii.gz",
                "--tta=x",
                "--accept=flips",
                "--probabilities",
                "--attention",
                "--overlay");
        assertThat(run.code()).isZero();
        assertThat(run.results()).contains("pancreas", " ml in ");
        Mask mask = NiftiReader.readMask(folder.resolve("case.nii.gz"));
        Volume image = NiftiReader.read(folder.resolve("data/images/phantom_001.nii.gz"))
                .volume();
        assertThat(mask.geometry()).isEqualTo(image.geometry());
        Volume probability = NiftiReader.read(folder.resolve("case-probability-pancreas.nii.gz"))
                .volume();
        for (int n = 0; n < mask.labels().length; n++) {
            assertThat(mask.get(n)).isEqualTo(probability.get(n) > 0.5 ? 1 : 0);
        }
        for (String gate : List.of("gate1", "gate2")) {
            Volume map = NiftiReader.read(folder.resolve("case-attention-" + gate + ".nii.gz"))
                    .volume();
            assertThat(map.geometry()).isEqualTo(image.geometry());
            assertThat(VolumeStatistics.of(map).min()).isBetween(0.0, 1.0);
            assertThat(VolumeStatistics.of(map).max()).isBetween(0.0, 1.0);
        }
        assertThat(folder.resolve("case.png")).isNotEmptyFile();
    }

    @Test
    @Order(10)
    void aMaskThatIsThereIsOnlyPredictedAnewByForce() throws IOException {
        String scan = path("data") + "/images/phantom_001.nii.gz";
        assertThat(predict(scan, "case.nii.gz").code()).isEqualTo(2);
        Files.writeString(folder.resolve("kept.png"), "somebody's");
        Run overlay = predict(scan, "kept.nii.gz", "--overlay");
        assertThat(overlay.code()).isEqualTo(2);
        assertThat(overlay.messages()).contains("kept.png exists already");
        assertThat(folder.resolve("kept.png")).hasContent("somebody's");
        assertThat(folder.resolve("kept.nii.gz")).doesNotExist();
    }

    @Test
    @Order(10)
    void scansWhoseMasksWouldShareANameAreRefused() throws IOException {
        Volume scan = NiftiReader.read(folder.resolve("data/images/phantom_001.nii.gz"))
                .volume();
        NiftiWriter.write(scan, folder.resolve("twins/a.nii"));
        NiftiWriter.write(scan, folder.resolve("twins/a.nii.gz"));
        NiftiWriter.write(scan, folder.resolve("twins/b.nii.gz"));
        Run run = predict(path("twins"), "twin-masks");
        assertThat(run.code()).isEqualTo(4);
        assertThat(run.messages()).contains("would their masks: a; ");
        assertThat(folder.resolve("twin-masks")).doesNotExist();
    }

    @Test
    @Order(11)
    void aBadScanIsReportedAndTheOthersAreSegmented() throws IOException {
        Path scans = Files.createDirectories(folder.resolve("scans"));
        Files.copy(folder.resolve("data/images/phantom_002.nii.gz"), scans.resolve("good.nii.gz"));
        Files.writeString(scans.resolve("broken.nii.gz"), "no scan");
        NiftiWriter.write(
                Volume.of(
                        NiftiReader.read(scans.resolve("good.nii.gz")).volume().geometry(), new float[32 * 32 * 32]),
                scans.resolve("constant.nii.gz"));
        Run run = predict(scans.toString(), "masks");
        assertThat(run.code()).isEqualTo(4);
        assertThat(run.messages()).contains("unet: broken: ", "unet: constant: N18", "2 of 3 scans");
        assertThat(folder.resolve("masks")).isDirectoryContaining("glob:**good.nii.gz");
        assertThat(folder.resolve("masks/constant.nii.gz")).doesNotExist();
    }

    @Test
    @Order(12)
    void severalModelsVote() throws IOException {
        Path one = onlyRun().resolve("checkpoints/best.zip");
        Path other = onlyRun().resolve("checkpoints/last.zip");
        Run run = Run.of(
                "predict",
                "--model",
                one.toString(),
                other.toString(),
                "--in",
                path("data") + "/images/phantom_003.nii.gz",
                "--out",
                path("vote.nii.gz"),
                "--json");
        assertThat(run.code()).isZero();
        assertThat(new ObjectMapper()
                        .readTree(run.results())
                        .get(0)
                        .get("organ")
                        .asText())
                .isEqualTo("pancreas");
    }

    @Test
    @Order(12)
    void howATrainedNetworkIsShownImagesCanBeChanged() throws IOException {
        String scan = path("data") + "/images/phantom_003.nii.gz";
        assertThat(predict(scan, "as-trained.nii.gz", "--probabilities").code()).isZero();
        Run run = predict(
                scan,
                "otherwise.nii.gz",
                "--probabilities",
                "--set",
                "inference.overlap=0.6;inference.importance=constant");
        assertThat(run.code()).isZero();
        assertThat(probabilities("otherwise")).isNotEqualTo(probabilities("as-trained"));

        Run wrong =
                predict(scan, "wrong.nii.gz", "--set", "inference.overlap=1.5;network.widths=[4];inference.window=10");
        assertThat(wrong.code()).isEqualTo(3);
        assertThat(wrong.messages()).contains("inference.overlap", "network", "there is no such setting");
        assertThat(predict(scan, "wrong.nii.gz", "--set", "inference.window=10").code())
                .isEqualTo(3);
        assertThat(folder.resolve("wrong.nii.gz")).doesNotExist();
    }

    @Test
    @Order(12)
    void scoresOfAChangedInferenceAreNotTheRunsOwn() throws IOException {
        String[] changed = {"evaluate", "--model", onlyRun().toString(), "--force", "--set", "inference.overlap=0"};
        assertThat(Run.of(changed).code()).isEqualTo(2);
        String[] aside = Stream.concat(Stream.of(changed), Stream.of("--out", path("aside")))
                .toArray(String[]::new);
        assertThat(Run.of(aside).code()).isZero();
        assertThat(folder.resolve("aside/summary.json")).isNotEmptyFile();
    }

    private static float[] probabilities(String name) {
        return NiftiReader.read(folder.resolve(name + "-probability-pancreas.nii.gz"))
                .volume()
                .floats();
    }

    @Test
    @Order(12)
    void aDicomSeriesInAZipBecomesADicomSegmentation() throws IOException {
        Path series = TinySeries.zip(folder.resolve("jane-doe.zip"));
        Run run = predict(series.toString(), "segmentations", "--format", "dicom-seg", "--accept=spacing");
        assertThat(run.code()).isZero();
        assertThat(run.results()).startsWith("series-1: pancreas ").doesNotContainIgnoringCase("doe");
        byte[] bytes = Files.readAllBytes(folder.resolve("segmentations/series-1.dcm"));
        assertThat(new String(bytes, StandardCharsets.ISO_8859_1))
                .contains("1.2.840.10008.5.1.4.1.1.66.4", "2.25.31", "2.25.32", "2.25.30.7", "pancreas")
                .doesNotContainIgnoringCase("doe");
        assertThat(predict(series.toString(), "named", "--format", "dicom-seg", "--identify", "--accept=spacing")
                        .results())
                .doesNotContainIgnoringCase("doe");
        assertThat(Files.readString(folder.resolve("named/series-1.dcm"), StandardCharsets.ISO_8859_1))
                .contains("Doe^Jane");
        assertThat(predict(series.toString(), "one.nii.gz", "--format", "dicom-seg")
                        .code())
                .isEqualTo(2);
        assertThat(predict(series.toString(), "one.dcm").code()).isEqualTo(2);
    }

    @Test
    @Order(12)
    void severalDicomCasesAreNamedByTheirFolders() throws IOException {
        TinyDicom.series(folder.resolve("tree/case_01"), "2.25.41", 0, 1, 2, 3);
        TinyDicom.series(folder.resolve("tree/case_02"), "2.25.42", 0, 1, 2, 3);
        assertThat(predict(path("tree"), "by-folder", "--accept=spacing").code())
                .isZero();
        assertThat(folder.resolve("by-folder/case_01.nii.gz")).isNotEmptyFile();
        assertThat(folder.resolve("by-folder/case_02.nii.gz")).isNotEmptyFile();
    }

    @Test
    @Order(12)
    void niftiDoesNotBecomeADicomSegmentation() throws IOException {
        Run run = predict(path("data") + "/images/phantom_001.nii.gz", "case.dcm", "--format", "dicom-seg");
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.messages()).contains("is NIfTI");
        assertThat(folder.resolve("case.dcm")).doesNotExist();
    }

    @Test
    @Order(13)
    void aRunRepeatedFromItsRecordIsTheSameBitForBit() throws IOException {
        assertThat(train("--runs", path("again"), "--evaluate", "--set", "training.epochs=2")
                        .code())
                .isZero();
        Run run = Run.of("repro", onlyRun("again").toString());
        assertThat(run.code()).isZero();
        assertThat(run.results()).startsWith("no difference");
    }

    @Test
    @Order(14)
    void whatIsNotTheSameIsNamedFieldByField() throws IOException {
        Path history = onlyRun("again").resolve("history.csv");
        Files.writeString(history, Files.readString(history).replaceFirst("\\n1,[0-9.]+,", "\n1,0.12345678,"));
        Run run = Run.of("repro", onlyRun("again").toString());
        assertThat(run.code()).isZero();
        assertThat(run.results())
                .startsWith("history.csv epoch 1 loss: 0.12345678 → 0.")
                .hasLineCount(1);
    }

    @Test
    @Order(99)
    void casesArePreparedOnceForAllRuns() throws IOException {
        List<Path> before = cached();
        // Two to train and one to validate; the test case is only ever predicted.
        assertThat(before).hasSize(3);
        Path case1 = before.get(0);
        byte[] kept = Files.readAllBytes(case1);
        assertThat(train("--experiment", "dice-ce", "--set", "training.epochs=1")
                        .code())
                .isZero();
        assertThat(cached()).isEqualTo(before);
        assertThat(Files.readAllBytes(case1)).isEqualTo(kept);
    }

    private static List<Path> cached() throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("runs/.cache"))) {
            return files.filter(file -> file.toString().endsWith(".case"))
                    .sorted()
                    .toList();
        }
    }

    private static Run predict(String in, String out, String... more) throws IOException {
        Stream<String> command = Stream.of("predict", "--model", onlyRun().toString(), "--in", in, "--out", path(out));
        return Run.of(Stream.concat(command, Stream.of(more)).toArray(String[]::new));
    }

    private static Run train(String... more) {
        Stream<String> command = Stream.of("train", "--scale", "demo", "--data", path("data"));
        List<String> experiment =
                List.of(more).contains("--experiment") ? List.of() : List.of("--experiment", "baseline");
        List<String> runs = List.of(more).contains("--runs") ? List.of() : List.of("--runs", path("runs"));
        return Run.of(Stream.of(command, experiment.stream(), runs.stream(), Stream.of(TINY), Stream.of(more))
                .flatMap(words -> words)
                .toArray(String[]::new));
    }

    private static Path onlyRun() throws IOException {
        return onlyRun("runs");
    }

    private static Path onlyRun(String runsFolder) throws IOException {
        try (Stream<Path> runs = Files.list(folder.resolve(runsFolder).resolve("baseline"))) {
            List<Path> all = runs.toList();
            assertThat(all).hasSize(1);
            return all.get(0);
        }
    }

    private static JsonNode json(Path file) throws IOException {
        return new ObjectMapper().readTree(file.toFile());
    }

    private static String path(String name) {
        return folder.resolve(name).toString();
    }
}
