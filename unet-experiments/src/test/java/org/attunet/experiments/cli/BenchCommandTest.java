package org.attunet.experiments.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.attunet.model.engine.Engine;
import org.junit.jupiter.api.Test;

/** What is printed, not how long anything takes. */
class BenchCommandTest {
    private static Run bench(String... more) {
        List<String> line = new ArrayList<>(List.of(
                "bench", "--widths", "2,3,4", "--patch", "8", "--batch", "1", "--threads", "1", "--steps", "1"));
        line.addAll(List.of("--warm-up", "0"));
        line.addAll(List.of(more));
        return Run.of(line.toArray(String[]::new));
    }

    private static JsonNode json(Run run) throws IOException {
        assertThat(run.code()).isZero();
        return new ObjectMapper().readTree(run.results());
    }

    @Test
    void aStepIsDividedAmongTheKindsOfVertices() throws IOException {
        JsonNode train = json(bench("--only", "train")).get("train");
        assertThat(train.get("wall_min").asDouble()).isPositive();
        double total = 0;
        for (JsonNode share : train.get("shares")) {
            total += share.asDouble();
        }
        assertThat(total).isBetween(0.999, 1.001);
        assertThat(train.get("shares").fieldNames())
                .toIterable()
                .contains("attention gates", "deep supervision", "convolutions", "loss", "outside the network");
    }

    @Test
    void aVolumeTakesItsWindows() throws IOException {
        JsonNode result = json(bench("--volume", "16,8,8"));
        // A quarter of 8 overlaps: windows begin at 0, 6 and 8.
        assertThat(result.get("windows").asInt()).isEqualTo(3);
        assertThat(result.at("/volume/wall_median").asDouble()).isPositive();
    }

    @Test
    void theEngineCanBeChosen() throws IOException {
        try {
            assertThat(json(bench("--only", "infer", "--engine", "nd4j"))
                            .get("infer")
                            .has("shares"))
                    .isFalse();
            assertThat(json(bench("--only", "infer", "--engine", "onednn"))
                            .get("infer")
                            .has("shares"))
                    .isTrue();
            Run unknown = bench("--engine", "abacus");
            assertThat(unknown.code()).isEqualTo(3);
            assertThat(unknown.messages()).contains("auto, onednn or nd4j");
        } finally {
            System.clearProperty(Engine.PROPERTY);
        }
    }

    @Test
    void aVolumeHasThreeLengths() {
        assertThat(bench("--volume", "16,8").code()).isEqualTo(2);
    }
}
