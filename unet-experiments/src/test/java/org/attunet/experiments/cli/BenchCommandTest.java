package org.attunet.experiments.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.attunet.experiments.bench.BenchProcess;
import org.attunet.experiments.bench.BenchRow;
import org.attunet.experiments.bench.BenchTable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
        for (String engine : List.of("auto", "onednn", "nd4j")) {
            assertThat(json(bench("--only", "infer", "--engine", engine))
                            .at("/infer/wall_median")
                            .asDouble())
                    .isPositive();
        }
        Run unknown = bench("--engine", "abacus");
        assertThat(unknown.code()).isEqualTo(3);
        assertThat(unknown.messages()).contains("(--engine) is abacus; it can be auto, onednn or nd4j");
    }

    @Test
    void thePrecisionIsSaidAndOneThatIsNotThereRefused(@TempDir Path folder) throws IOException {
        for (String precision : List.of("auto", "float")) {
            JsonNode result = json(bench("--only", "infer", "--precision", precision, "--device", "cpu"));
            assertThat(result.get("precision").asText()).isEqualTo("float");
            assertThat(result.get("device").asText()).isEqualTo("CPU");
            assertThat(result.at("/infer/device_mb").isMissingNode()).isTrue();
        }
        for (String more : List.of("--only=infer", "--table=" + folder.resolve("t"))) {
            Run refused = bench("--device", "cpu", "--precision", "tf32", more);
            assertThat(refused.code()).isEqualTo(3);
            assertThat(refused.messages()).contains("the precision is tf32", "the CPU computes in float");
        }
        Run unknown = bench("--precision", "half");
        assertThat(unknown.code()).isEqualTo(2);
        assertThat(unknown.messages()).contains("one of auto, float, tf32, bfloat16 is expected, found 'half'");
    }

    @Test
    void aTableSetsOursBesideThePeersThatAnswer(@TempDir Path folder) throws IOException {
        Path peer = folder.resolve("peer.sh");
        Files.writeString(
                peer,
                "[ $# = 12 ] && echo '{\"infer\": {\"wall_median\": 0.25, \"wall_min\": 0.2}, \"peak_mb\": 100}'\n");
        BenchRow row = new BenchRow(
                "tiny", List.of("--widths", "2,3,4", "--patch", "8", "--batch", "1", "--only", "infer"), "infer", 3);
        List<String> reported = new ArrayList<>();
        BenchProcess ours = new BenchProcess("ours", List.of("sh", peer.toString()));
        new BenchTable(ours, List.of(BenchProcess.peer("sh " + peer), BenchProcess.peer("false")), 2, 3)
                .write(List.of(row), "a machine", folder, reported::add);
        String expected =
                "| tiny | --widths 2,3,4 --patch 8 --batch 1 --only infer | 250 | 250 | 1.00 | 100 | 100 | 1.00 |";
        assertThat(reported).containsExactly(expected);
        assertThat(folder.resolve("bench.md")).content().startsWith("a machine").contains(expected);
        assertThat(Files.readAllLines(folder.resolve("bench.csv"))).hasSize(1 + 6);
    }

    @Test
    void unknownRowsAreRefused(@TempDir Path folder) {
        Run run = bench("--table", folder.resolve("t").toString(), "--rows", "a-train,z");
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.messages()).contains("no row z", "volume-full");
    }

    @Test
    void aVolumeHasThreeLengthsOrOne() throws IOException {
        assertThat(bench("--volume", "16,8").code()).isEqualTo(2);
        assertThat(json(bench("--volume", "16")).get("windows").asInt()).isEqualTo(27);
    }
}
