package org.attunet.experiments.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.attunet.data.nifti.NiftiReader;
import org.attunet.data.nifti.NiftiWriter;
import org.attunet.data.volume.AxisOrder;
import org.attunet.data.volume.Mask;
import org.attunet.eval.metric.Metric;
import org.attunet.eval.metric.PerCaseCsv;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Masks of other programs: which are scored, how they are stored, and what their values mean. */
class ForeignMasksTest {
    @TempDir
    private Path folder;

    @BeforeEach
    void dataset() throws IOException {
        assertThat(Run.of("phantom", "--out", path("data"), "--cases", "4", "--size", "16", "--difficulty", "easy")
                        .code())
                .isZero();
        split("{\"protocol\": \"ours\", \"seed\": 0, \"train\": [\"phantom_001\"], \"validation\": [\"phantom_003\"],"
                + " \"test\": [\"phantom_004\", \"phantom_002\"]}");
        for (int n = 1; n <= 4; n++) {
            predict("phantom_00" + n, "phantom_00" + n, 1);
        }
    }

    private void split(String json) throws IOException {
        Files.writeString(folder.resolve("data/split.json"), json);
    }

    private String path(String name) {
        return folder.resolve(name).toString();
    }

    private Mask label(String id) {
        return NiftiReader.readMask(folder.resolve("data/labels/" + id + ".nii.gz"));
    }

    /** Writes the label as if a program had found just that. */
    private void predict(String name, String id, int value) {
        byte[] labels = label(id).labels().clone();
        for (int n = 0; n < labels.length; n++) {
            labels[n] *= (byte) value;
        }
        NiftiWriter.write(new Mask(label(id).geometry(), labels), folder.resolve("theirs/" + name + ".nii.gz"));
    }

    private Run evaluate(String... more) {
        Stream<String> command =
                Stream.of("evaluate", "--predictions", path("theirs"), "--data", path("data"), "--out", path("out"));
        return Run.of(Stream.concat(command, Stream.of(more)).toArray(String[]::new));
    }

    private List<String> scored() throws IOException {
        return PerCaseCsv.read(folder.resolve("out/per-case.csv")).stream()
                .map(scores -> scores.caseId() + " " + scores.value(Metric.DICE))
                .toList();
    }

    @Test
    void onlyTheSplitsCasesAreScoredAndFurtherFilesAreNamed() throws IOException {
        predict("liver", "phantom_001", 1);
        Run run = evaluate("--split", "test");

        assertThat(run.code()).isZero();
        assertThat(run.results()).startsWith("2 cases, split test");
        assertThat(scored()).containsExactly("phantom_004 1.0", "phantom_002 1.0");
        assertThat(run.messages())
                .contains("2 of other cases (phantom_001.nii.gz, phantom_003.nii.gz), 1 of no case (liver.nii.gz)");
        assertThat(folder.resolve("out/viewer/phantom_002-image.nii.gz")).exists();
        assertThat(evaluate("--split", "validation", "--force").results()).startsWith("1 cases, split validation");
        assertThat(scored()).containsExactly("phantom_003 1.0");
    }

    @Test
    void casesWithoutAPredictionAreListedBeforeAnythingIsWritten() throws IOException {
        Files.delete(folder.resolve("theirs/phantom_004.nii.gz"));
        Run run = evaluate("--split", "test");

        assertThat(run.code()).isEqualTo(4);
        assertThat(run.messages()).contains("no predictions of the cases phantom_004;");
        assertThat(folder.resolve("out")).doesNotExist();
    }

    @Test
    void storedInAnotherOrderOfAxesAMaskScoresTheSameAndTheOutputSaysSo() throws IOException {
        Mask stored = AxisOrder.of(new int[] {2, 0, 1}, new boolean[] {true, false, true})
                .of(label("phantom_002"));
        NiftiWriter.write(stored, folder.resolve("theirs/phantom_002.nii.gz"));
        Run run = evaluate();

        assertThat(run.code()).isZero();
        assertThat(scored()).containsExactly("phantom_004 1.0", "phantom_002 1.0");
        assertThat(run.messages()).contains("phantom_002: fixed: the mask is stored", "[L3]");
        assertThat(Files.readString(folder.resolve("out/masks.json"))).contains("\"severity\" : \"fixed\"");
    }

    @Test
    void aMapReadsAnotherProgramsValues() throws IOException {
        predict("phantom_002", "phantom_002", 7);
        byte[] labels = label("phantom_004").labels().clone();
        for (int n = 0; n < labels.length; n++) {
            labels[n] = (byte) (labels[n] == 1 ? 7 : n < 5 ? 1 : 0);
        }
        NiftiWriter.write(
                new Mask(label("phantom_004").geometry(), labels), folder.resolve("theirs/phantom_004.nii.gz"));

        assertThat(evaluate().code()).isEqualTo(4);
        Run run = evaluate("--map", "7=1");
        assertThat(run.code()).isZero();
        assertThat(scored()).containsExactly("phantom_004 1.0", "phantom_002 1.0");
        assertThat(run.messages()).contains("--map 7=1 does not list count as background: 1 (5 voxels)");
    }

    @Test
    void theDatasetsOwnMapReadsItsLabels() throws IOException {
        for (String id : List.of("phantom_001", "phantom_002", "phantom_003", "phantom_004")) {
            byte[] labels = label(id).labels().clone();
            for (int n = 0; n < labels.length; n++) {
                labels[n] *= (byte) 255;
            }
            NiftiWriter.write(new Mask(label(id).geometry(), labels), folder.resolve("data/labels/" + id + ".nii.gz"));
        }
        Files.writeString(folder.resolve("data/dataset.yaml"), "labels: {255: 1}");

        assertThat(evaluate().code()).isZero();
        assertThat(scored()).containsExactly("phantom_004 1.0", "phantom_002 1.0");
    }

    /** Thirty millimetres to the side by the sform, in place by the qform. */
    @Test
    void theFormToTakeOfMasksAndLabelsCanBeNamed() throws IOException {
        apart("theirs/phantom_002");
        Run refused = evaluate();
        assertThat(refused.code()).isEqualTo(4);
        assertThat(refused.messages()).contains("phantom_002", "30.00 mm apart", "--prefer qform", "[N12]");
        assertThat(evaluate("--prefer", "qform").code()).isZero();
        assertThat(scored()).containsExactly("phantom_004 1.0", "phantom_002 1.0");
        assertThat(evaluate("--prefer", "sform", "--force").messages()).contains("30.00 mm away", "[L3]");

        apart("data/labels/phantom_002");
        assertThat(evaluate("--force").messages()).contains("error N12 phantom_002");
        assertThat(evaluate("--prefer", "qform", "--force").code()).isZero();
        Files.writeString(folder.resolve("data/dataset.yaml"), "prefer: qform");
        assertThat(evaluate("--force").code()).isZero();
        String[] pairs = {
            "evaluate", "--predictions", path("theirs"), "--labels", path("data/labels"), "--out", path("pairs")
        };
        assertThat(Run.of(pairs).code()).isEqualTo(4);
        String[] asked =
                Stream.concat(Stream.of(pairs), Stream.of("--prefer", "qform")).toArray(String[]::new);
        assertThat(Run.of(asked).code()).isZero();
    }

    private void apart(String name) throws IOException {
        Path packed = folder.resolve(name + ".nii.gz");
        Path file = folder.resolve(name + ".nii");
        NiftiWriter.write(NiftiReader.readMask(packed), file);
        Files.delete(packed);
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        int x = 280 + 12;
        Files.write(file, bytes.putFloat(x, bytes.getFloat(x) + 30).array());
    }

    @Test
    void theDatasetsLabelsFollowTheRuleThatTrainingDoes() throws IOException {
        Files.delete(folder.resolve("data/dataset.yaml"));
        for (int n = 1; n <= 4; n++) {
            String id = "phantom_00" + n;
            byte[] labels = label(id).labels().clone();
            labels[0] = 2;
            Mask mask = new Mask(label(id).geometry(), labels);
            NiftiWriter.write(mask, folder.resolve("data/labels/" + id + ".nii.gz"));
            NiftiWriter.write(mask, folder.resolve("theirs/" + id + ".nii.gz"));
        }
        Run refused = evaluate();
        assertThat(refused.code()).isEqualTo(4);
        assertThat(refused.messages()).contains("error L6 phantom_002", "'labels: {1: 1, 2: 0}'", "--classes");
        assertThat(evaluate("--classes", "3").code()).isZero();
        assertThat(scored()).containsExactly("phantom_004 1.0", "phantom_002 1.0");
        assertThat(evaluate("--classes", "1").code()).isEqualTo(2);
    }

    @Test
    void ofFoldsTheTestCasesOfAllAreScoredOrThoseOfOne() throws IOException {
        split(
                "{\"protocol\": \"k-fold\", \"folds\": ["
                        + "{\"train\": [\"phantom_001\", \"phantom_002\"], \"validation\": [], \"test\": [\"phantom_003\", \"phantom_004\"]},"
                        + "{\"train\": [\"phantom_003\", \"phantom_004\"], \"validation\": [], \"test\": [\"phantom_002\", \"phantom_001\"]}]}");

        assertThat(evaluate().code()).isZero();
        assertThat(scored())
                .containsExactly("phantom_003 1.0", "phantom_004 1.0", "phantom_002 1.0", "phantom_001 1.0");
        assertThat(evaluate("--fold", "2", "--force").code()).isZero();
        assertThat(scored()).containsExactly("phantom_002 1.0", "phantom_001 1.0");
        assertThat(evaluate("--fold", "3", "--force").code()).isEqualTo(4);
        split("{\"folds\": [{\"train\": [], \"validation\": [], \"test\": [\"phantom_001\"]},"
                + "{\"train\": [], \"validation\": [], \"test\": [\"phantom_001\"]}]}");
        Run twice = evaluate("--force");
        assertThat(twice.code()).isEqualTo(4);
        assertThat(twice.messages())
                .contains("in the test part of more than one; say which fold is meant: --fold 1 to 2");
    }

    @Test
    void jsonHasTheSameKeysWhetherSomethingIsOddOrNot() throws IOException {
        JsonNode plain = new ObjectMapper()
                .readTree(evaluate("--split", "validation", "--json").results());
        assertThat(plain.fieldNames()).toIterable().containsExactly("cases", "split", "metrics", "findings");
        assertThat(plain.get("findings").isArray()).isTrue();
        assertThat(plain.at("/metrics/dice/mean").asDouble()).isEqualTo(1);
        for (int n = 1; n <= 4; n++) {
            Files.delete(folder.resolve("theirs/phantom_00" + n + ".nii.gz"));
        }
        predict("phantom_003", "phantom_003", 0);
        JsonNode odd = new ObjectMapper()
                .readTree(evaluate("--split", "validation", "--json", "--force").results());
        assertThat(odd.fieldNames()).toIterable().containsExactly("cases", "split", "metrics", "findings");
        JsonNode empty = odd.get("findings").get(odd.get("findings").size() - 1);
        assertThat(empty.get("code").asText()).isEqualTo("M3");
        assertThat(empty.get("case").isNull()).isTrue();
        assertThat(empty.get("severity").asText()).isEqualTo("warning");
    }

    @Test
    void whatCheckSaysOfTheSplitsLabelsIsSaidOnceAndIsInTheJson() throws IOException {
        Mask label = label("phantom_003");
        NiftiWriter.write(
                new Mask(label.geometry(), new byte[label.labels().length]),
                folder.resolve("data/labels/phantom_003.nii.gz"));
        Run run = evaluate("--split", "validation", "--json");
        JsonNode findings = new ObjectMapper().readTree(run.results()).get("findings");

        assertThat(findings.findValuesAsText("code")).containsExactly("L7", "S1");
        assertThat(findings.get(0).get("case").asText()).isEqualTo("phantom_003");
        assertThat(findings.get(0).get("severity").asText()).isEqualTo("warning");
        assertThat(run.messages()).containsOnlyOnce("the label is empty");
    }

    @Test
    void optionsThatDoNotGoTogetherAreRefused() {
        assertThat(evaluate("--map", "7").code()).isEqualTo(2);
        assertThat(evaluate("--map", "7").messages()).contains("--map: a map of values is written VALUE=CLASS");
        assertThat(evaluate("--map", "7=2").messages()).contains("names no value for class 1");
        assertThat(evaluate("--labels", path("data/labels")).code()).isEqualTo(2);
        assertThat(evaluate("--split", "all").code()).isEqualTo(2);
        assertThat(Run.of(
                                "evaluate",
                                "--predictions",
                                path("theirs"),
                                "--labels",
                                path("data/labels"),
                                "--split",
                                "test",
                                "--out",
                                path("out"))
                        .messages())
                .contains("with --labels every mask is scored");
        assertThat(Run.of("evaluate", "--model", path("none"), "--map", "7=1").messages())
                .contains("--map says what values of --predictions mean");
        assertThat(Run.of("evaluate", "--model", path("none"), "--fold", "1").messages())
                .contains("--fold picks cases for --predictions");
    }
}
