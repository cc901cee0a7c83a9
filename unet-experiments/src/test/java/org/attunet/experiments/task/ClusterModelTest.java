package org.attunet.experiments.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.attunet.experiments.task.ClusterModel.Limit;
import org.junit.jupiter.api.Test;

/** The table of docs/cluster.md is what its inputs, which stand above it, give; where it is not, the failure shows what it should be. */
class ClusterModelTest {
    private static final Path PAGE = Path.of("../docs/cluster.md");
    private static final int[] VOLUMES = {100, 10_000};
    private static final int[] EXECUTORS = {1, 2, 8, 32, 128, 512};

    /** A task of 10 s, 5 MB each at 10 MB/s, 10 ms of the driver; 20 s and 100 MB of a start. */
    private static final ClusterModel SMALL = new ClusterModel(20, 10, 0.01, 10e6, 5e6, 100e6);

    @Test
    void oneExecutorComputesOneVolumeAfterTheOther() {
        assertThat(SMALL.limit(100, 1)).isEqualTo(Limit.EXECUTORS);
        assertThat(SMALL.seconds(100, 1)).isCloseTo(20 + 100 * 10, within(1e-9));
    }

    @Test
    void aLastRoundThatIsNotFullTakesAsLongAsAFullOne() {
        ClusterModel model = new ClusterModel(20, 10, 0.01, 10e6, 0, 0);
        assertThat(model.seconds(9, 8)).isCloseTo(20 + 2 * 10, within(1e-9));
    }

    @Test
    void manyExecutorsWaitForTheFolder() {
        // 100 × 5 MB and 50 × 100 MB at 10 MB/s
        assertThat(SMALL.limit(100, 50)).isEqualTo(Limit.FOLDER);
        assertThat(SMALL.seconds(100, 50)).isCloseTo(20 + 550, within(1e-9));
    }

    @Test
    void withoutBytesTheyWaitForTheDriver() {
        ClusterModel model = new ClusterModel(0, 10, 0.1, 10e6, 0, 0);
        assertThat(model.limit(1000, 500)).isEqualTo(Limit.DRIVER);
        assertThat(model.seconds(1000, 500)).isCloseTo(100, within(1e-9));
        assertThat(model.mostOfUse()).isEqualTo(100);
    }

    @Test
    void theTableOfThePageIsWhatItsInputsGive() throws IOException {
        List<String> page = Files.readAllLines(PAGE);
        ClusterModel model = new ClusterModel(
                input(page, "start"),
                input(page, "volume"),
                input(page, "driver") / 1e3,
                input(page, "folder") * 1e6,
                input(page, "bytes a volume") * 1e6,
                input(page, "bytes an executor") * 1e6);
        List<String> rows = new ArrayList<>();
        for (int volumes : VOLUMES) {
            for (int executors : EXECUTORS) {
                rows.add(model.row(volumes, executors));
            }
        }
        assertThat(page).as(String.join("\n", rows)).containsSubsequence(rows);
        assertThat(String.join(" ", page)).contains("beyond " + model.mostOfUse() + " executors");
    }

    /** Of the table of inputs. */
    private static double input(List<String> page, String name) {
        Pattern row = Pattern.compile("\\| " + name + " \\| ([0-9.]+) [a-zA-Z/]+ \\|.*");
        return page.stream()
                .map(row::matcher)
                .filter(Matcher::matches)
                .map(found -> Double.parseDouble(found.group(1)))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no input '" + name + "'"));
    }
}
