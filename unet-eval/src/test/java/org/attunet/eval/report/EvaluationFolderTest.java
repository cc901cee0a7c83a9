package org.attunet.eval.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.attunet.data.DataException;
import org.attunet.eval.metric.Metric;
import org.attunet.eval.metric.PerCaseCsv;
import org.attunet.eval.metric.Scores;
import org.attunet.eval.metric.Summary;
import org.attunet.eval.metric.SummaryJson;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Names of cases come from files of anybody: none of them leads out of an evaluation's folder. */
class EvaluationFolderTest {
    @TempDir
    private Path folder;

    @Test
    void everyFileOfACaseLiesInItsFolder() {
        EvaluationFolder evaluation = new EvaluationFolder(folder);
        assertThat(evaluation.overlay("CT 1")).isEqualTo(folder.resolve("overlays/CT 1.png"));
        for (String id : List.of("../../x", "/etc/x", "a/b", "x\0")) {
            assertRefused(() -> evaluation.overlay(id));
            assertRefused(() -> evaluation.prediction(id));
            assertRefused(() -> evaluation.viewerImage(id));
            assertRefused(() -> evaluation.viewerLabel(id));
            assertRefused(() -> evaluation.viewerPrediction(id));
        }
    }

    private static void assertRefused(Runnable naming) {
        assertThatThrownBy(naming::run).isInstanceOf(DataException.class).hasMessageContaining("[M4]");
    }

    /** Else a report that is passed on would hold a picture from elsewhere on this computer. */
    @Test
    void aScoreTableNamesNoPictureOutsideForTheReport() throws IOException {
        Path evaluation = folder.resolve("runs/a/1/evaluation");
        List<Scores> cases = List.of(new Scores("../../../../../private", Map.of(Metric.DICE, 0.5), ""));
        PerCaseCsv.write(evaluation.resolve("per-case.csv"), cases);
        SummaryJson.write(evaluation.resolve("summary.json"), Summary.of("test", cases));
        Files.createDirectories(evaluation.resolve("overlays"));
        Files.write(folder.resolve("private.png"), new byte[] {1, 2, 3});

        assertThatThrownBy(() -> Report.write(folder.resolve("runs"), folder.resolve("out")))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("[M4]");
        assertThat(folder.resolve("out/report.html")).doesNotExist();
    }
}
