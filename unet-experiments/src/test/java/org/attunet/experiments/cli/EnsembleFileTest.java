package org.attunet.experiments.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.attunet.data.nifti.NiftiReader;
import org.attunet.eval.inference.Model;
import org.attunet.eval.inference.ModelFile;
import org.attunet.train.RunFolder;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two runs as one file that works alone wherever a model does. */
class EnsembleFileTest {
    @TempDir
    private static Path shared;

    private static Path first;
    private static Path second;
    private static Path ensemble;
    private static Path scan;

    @TempDir
    private Path folder;

    @BeforeAll
    static void trainTwice() {
        Path data = shared.resolve("data");
        first = Run.scoredRun(data, shared.resolve("runs"));
        Run other = Run.training(
                data,
                shared.resolve("runs"),
                "network.widths=[2, 4, 6];network.supervision=2;data.patch=8;training.epochs=1;training.validate-every=1;"
                        + "training.seed=5");
        second = Path.of(other.results().lines().findFirst().orElseThrow());
        ensemble = shared.resolve("ensemble.zip");
        Run.require("export", first.toString(), second.toString(), ensemble.toString());
        scan = data.resolve("images/phantom_001.nii.gz");
    }

    @Test
    void itSegmentsAsItsMembersDoWhereTheyAreNamed() {
        Path apart = folder.resolve("apart.nii.gz");
        Path together = folder.resolve("together.nii.gz");
        Run.require(
                "predict",
                "--model",
                first.toString(),
                second.toString(),
                "--in",
                scan.toString(),
                "--out",
                apart + "");
        Run.require("predict", "--model", ensemble.toString(), "--in", scan.toString(), "--out", together.toString());
        assertThat(NiftiReader.readMask(together).labels())
                .isEqualTo(NiftiReader.readMask(apart).labels());
    }

    @Test
    void agreementIsAMapAndAFigureOfEachScan() throws IOException {
        Path mask = folder.resolve("mask.nii.gz");
        Run found = Run.require(
                "predict", "--model", ensemble + "", "--in", scan + "", "--out", mask + "", "--agreement", "--json");
        JsonNode row = new ObjectMapper().readTree(found.results()).get(0);
        assertThat(row.get("agreement").asDouble()).isBetween(0.0, 1.0);
        float[] map = NiftiReader.read(folder.resolve("mask-agreement.nii.gz"))
                .volume()
                .floats();
        for (float share : map) {
            assertThat(share).isIn(0.5f, 1f);
        }
        Run one = Run.of(
                "predict", "--model", first + "", "--in", scan + "", "--out", mask + "", "--agreement", "--force");
        assertThat(one.code()).isEqualTo(ExitCode.USAGE);
        assertThat(one.messages()).contains("name an ensemble, or several models");
    }

    @Test
    void itIsEvaluatedAndSaysWhoIsInIt() throws IOException {
        Path out = folder.resolve("scores");
        Run.require("evaluate", "--model", ensemble + "", "--data", shared.resolve("data") + "", "--out", out + "");
        assertThat(out.resolve("per-case.csv")).isNotEmptyFile();

        assertThat(Run.require("info", "--in", ensemble.toString()).results())
                .contains("ensemble", "2 models", "widths [2, 3, 4]", "widths [2, 4, 6]", "cases to train");
        JsonNode members = new ObjectMapper()
                .readTree(Run.require("info", "--in", ensemble.toString(), "--json")
                        .results())
                .get("members");
        assertThat(members).hasSize(2);
    }

    @Test
    void javaReadsItsMembersAndRefusesItAsOneModel() {
        List<Model> members = ModelFile.readAll(ensemble);
        assertThat(members).hasSize(2);
        assertThat(members.get(1).network().widths()).containsExactly(2, 4, 6);
        assertThat(ModelFile.readAll(new RunFolder(first).best())).hasSize(1);
        Run weights = Run.of("weights", "export", "--model", ensemble.toString(), "--out", folder.resolve("w") + "");
        assertThat(weights.code()).isEqualTo(ExitCode.DATA);
        assertThat(weights.messages()).contains("an ensemble of 2 models");
    }

    @Test
    void membersOfOtherClassesAreRefusedBeforeAnythingIsWritten() {
        Model one = ModelFile.read(new RunFolder(first).best());
        Model other = new Model(
                "another",
                one.network(),
                one.preprocessing(),
                one.inference(),
                List.of("background", "spleen"),
                one.weights());
        Path file = folder.resolve("mixed.zip");
        assertThatThrownBy(() -> ModelFile.writeAll(List.of(one, other), Map.of(), file))
                .hasMessageContaining("must know the same classes")
                .hasMessageContaining("spleen");
        assertThat(Files.exists(file)).isFalse();
    }
}
