package org.attunet.experiments.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.attunet.experiments.run.Runs;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** With {@code --json}, standard output holds one JSON document and nothing else. */
@TestMethodOrder(OrderAnnotation.class)
class JsonResultsTest {
    @TempDir
    private static Path folder;

    private static JsonNode json(String... command) throws IOException {
        String[] line = new String[command.length + 1];
        System.arraycopy(command, 0, line, 0, command.length);
        line[command.length] = "--json";
        Run run = Run.of(line);
        assertThat(run.code()).as(run.messages()).isZero();
        return new ObjectMapper().readTree(run.results());
    }

    private static String path(String name) {
        return folder.resolve(name).toString();
    }

    @Test
    @Order(1)
    void aDatasetAndItsSplit() throws IOException {
        JsonNode made = json("phantom", "--out", path("data"), "--cases", "4", "--size", "16", "--difficulty", "easy");
        assertThat(made.get("folder").asText()).isEqualTo(path("data"));
        assertThat(made.get("cases").asInt()).isEqualTo(4);
        JsonNode split = json("split", "--data", path("data"));
        assertThat(split.get("file").asText()).endsWith("split.json");
        assertThat(split.at("/splits/0/train").asInt()).isEqualTo(2);
    }

    @Test
    @Order(2)
    void filesThatWereWritten() throws IOException {
        JsonNode stages =
                json("preprocess", "--in", path("data/images/phantom_001.nii.gz"), "--out", path("stages"), "--stages");
        assertThat(stages.get("files")).hasSize(6);
        assertThat(stages.at("/files/3").asText()).endsWith("03-orient-image.nii.gz");
        assertThat(json("settings", "--out", path("docs")).get("files")).hasSize(3);
        assertThat(json("settings").has("$schema")).isTrue();
    }

    @Test
    @Order(3)
    void aRunAndItsScores() throws IOException {
        JsonNode trained = json(
                "train",
                "--experiment",
                "baseline",
                "--scale",
                "demo",
                "--data",
                path("data"),
                "--runs",
                path("runs"),
                "--evaluate",
                "--set",
                "network.widths=2,3,4;network.supervision=2;data.patch=8;training.epochs=1");
        assertThat(Path.of(trained.get("run").asText()).resolve("run.json")).exists();
        assertThat(trained.get("best_epoch").asInt()).isEqualTo(1);
        assertThat(trained.at("/evaluation/metrics/dice/n").asInt()).isEqualTo(1);
        // One case has no deviation.
        assertThat(trained.at("/evaluation/metrics/dice/sd").asText()).isEqualTo("nan");
    }

    @Test
    @Order(4)
    void aReport() throws IOException {
        JsonNode report = json("report", "--runs", path("runs"));
        assertThat(Files.readString(Path.of(report.at("/files/1").asText()))).startsWith("experiment,run,source");
        assertThat(report.at("/rows/0/source").asText()).isEqualTo("ours");
        assertThat(report.at("/rows/1/metrics/dice/mean").asDouble()).isEqualTo(0.821);
    }

    @Test
    @Order(4)
    void weightsOutAndIn() throws IOException {
        String run = newestRun();
        assertThat(json("weights", "export", "--model", run, "--out", path("weights"))
                        .get("folder")
                        .asText())
                .isEqualTo(path("weights"));
        JsonNode model = json("weights", "import", "--in", path("weights"), "--out", path("model.zip"));
        assertThat(model.get("model").asText()).isEqualTo(path("model.zip"));
        assertThat(model.at("/tensors/carried")).isNotEmpty();
        assertThat(model.at("/tensors/left")).isEmpty();
    }

    private static String newestRun() {
        return new Runs(folder.resolve("runs")).newest().path().toString();
    }
}
