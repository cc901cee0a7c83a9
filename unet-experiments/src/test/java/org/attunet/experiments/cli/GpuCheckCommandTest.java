package org.attunet.experiments.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.attunet.model.kernel.cuda.CudaLibraries;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** All of it but the GPU: at a reduced size, on the CPU. */
class GpuCheckCommandTest {
    @TempDir
    private Path folder;

    private Run check(String only, String... more) {
        List<String> line = new ArrayList<>(List.of("gpu-check", "--device", "cpu", "--only", only));
        line.addAll(List.of("--out", folder.resolve("out").toString()));
        line.addAll(List.of(more));
        return Run.of(line.toArray(String[]::new));
    }

    private JsonNode report() throws IOException {
        return new ObjectMapper().readTree(folder.resolve("out/gpu-check.json").toFile());
    }

    private JsonNode rows(String only, String... more) throws IOException {
        Run run = check(only, more);
        assertThat(run.code()).as(run.results() + run.messages()).isZero();
        assertThat(run.results()).contains("Reduced: ", "All holds. ");
        assertThat(folder.resolve("out/work")).doesNotExist();
        return report().at("/sections/0/rows");
    }

    @Test
    void withoutAGpuItEndsBeforeAnythingIsMade() {
        assumeFalse(CudaLibraries.areBuiltIn());
        Run run = Run.of("gpu-check", "--out", folder.resolve("out").toString());
        assertThat(run.code()).isEqualTo(3);
        assertThat(run.messages().lines())
                .containsExactly(
                        "unet: this build has no part for GPUs: build with -Pcuda, or start with UNET_PROFILES=cuda ./unet");
        assertThat(folder.resolve("out")).doesNotExist();
    }

    @Test
    void kernelsAreHeldToTheirContract() throws IOException {
        JsonNode rows = rows("contract");
        assertThat(rows).hasSize(1);
        assertThat(rows.at("/0/found").asText()).matches("(\\d+) of \\1 hold");
    }

    @Test
    void networksAreHeldToGoldenNumbers() throws IOException {
        JsonNode rows = rows("goldens");
        assertThat(rows.at("/0/figures/tensors").asInt()).isGreaterThan(100);
        assertThat(rows.at("/1/name").asText()).isEqualTo("three-levels, double against float");
        assertThat(rows.at("/1/figures/output").asDouble()).isBetween(0.0, 1e-4);
    }

    @Test
    void aRunIsResumedByAnotherProcessToTheSameBits() throws IOException {
        JsonNode rows = rows("resume");
        assertThat(rows.at("/0/found").asText()).isEqualTo("0 numbers differ once resumed");
    }

    @Test
    void experimentsAreTrainedForSomeMinutesAndScoredOnHeldOutCases() throws IOException {
        JsonNode rows = rows("train", "--minutes", "0.005");
        assertThat(rows).hasSize(2);
        for (JsonNode row : rows) {
            assertThat(row.at("/figures/steps").asInt()).isPositive();
            assertThat(row.at("/figures/dice").asDouble(-1)).isBetween(0.0, 1.0);
        }
        for (String kept : List.of("baseline/history.csv", "best/per-case.csv", "best/experiment.yaml")) {
            assertThat(folder.resolve("out").resolve(kept)).exists();
        }
    }

    @Test
    void severalSectionsAreProcessesOfTheirOwnAndOneReport() throws IOException {
        Run run = check("goldens,bench", "--json");
        assertThat(run.code()).as(run.messages()).isZero();
        JsonNode report = new ObjectMapper().readTree(run.results());
        assertThat(report).isEqualTo(report());
        assertThat(report.get("device").asText()).isEqualTo("CPU");
        assertThat(report.get("reduced").asBoolean()).isTrue();
        assertThat(report.at("/sections/0/section").asText()).isEqualTo("goldens");
        JsonNode bench = report.at("/sections/1/rows/0");
        assertThat(bench.get("name").asText()).isEqualTo("tiny, float");
        assertThat(bench.at("/figures/train_ms").asDouble()).isPositive();
        assertThat(bench.at("/figures/infer_ms").asDouble()).isPositive();
        assertThat(folder.resolve("out/goldens/gpu-check.md")).exists();
    }

    @Test
    void whatIsNoSectionOrNoTimeIsAUsageError() {
        Run section = check("contract,speed");
        assertThat(section.code()).isEqualTo(2);
        assertThat(section.messages()).contains("one of contract, goldens, bench, resume, train is expected");
        assertThat(check("train", "--minutes", "0").code()).isEqualTo(2);
        assertThat(check("train", "--minutes", "NaN").code()).isEqualTo(2);
    }
}
