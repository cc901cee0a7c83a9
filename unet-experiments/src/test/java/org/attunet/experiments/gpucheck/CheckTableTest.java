package org.attunet.experiments.gpucheck;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CheckTableTest {
    private static String table(Row... rows) {
        SectionReport section = new SectionReport("bench", 12.4, List.of(rows), "");
        return CheckTable.of(
                new CheckReport("1.0+abc", "NVIDIA H200", "cuDNN 9.19", "a machine", false, List.of(section)));
    }

    @Test
    void columnsStandInLine() {
        String table = table(
                Row.measured("full, bfloat16", "step 1.0 ms", Map.of()), Row.held("kernels", "7 of 7", "all", true));
        assertThat(table).isEqualTo("""
                gpu-check of attention-unet 1.0+abc on NVIDIA H200, cuDNN 9.19; a machine

                | section | what           | found       | wanted |          |
                |---|---|---|---|---|
                | bench   | full, bfloat16 | step 1.0 ms |        | measured |
                | bench   | kernels        | 7 of 7      | all    | holds    |

                All holds. bench 12 s
                """);
    }

    @Test
    void aLongReasonIsCutAndItsLinesAreOne() {
        String table = table(Row.failed("kernels", "no |\n" + "x".repeat(500)));
        assertThat(table).contains("| no / xxx", "x… |", "FAILED. ");
        assertThat(table.lines()).allMatch(line -> line.length() < 200);
    }
}
