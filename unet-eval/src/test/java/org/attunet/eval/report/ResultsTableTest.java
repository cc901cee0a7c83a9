package org.attunet.eval.report;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.attunet.eval.metric.Metric;
import org.attunet.eval.metric.PerCaseCsv;
import org.attunet.eval.metric.Scores;
import org.attunet.eval.metric.Summary;
import org.attunet.eval.metric.SummaryJson;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResultsTableTest {
    @TempDir
    private Path runs;

    private void run(String experiment, String id, double better) throws IOException {
        List<Scores> cases = IntStream.range(0, 8)
                .mapToObj(n -> new Scores(
                        "case" + n,
                        Map.of(Metric.DICE, 0.6 + n / 100.0 + better, Metric.ASSD, n == 0 ? Double.NaN : 2.0 + n),
                        ""))
                .toList();
        Path folder = runs.resolve(experiment).resolve(id);
        Files.createDirectories(folder);
        Files.writeString(
                folder.resolve("run.json"), "{\"dataset\": {\"name\": \"phantoms, medium\"}, \"scale\": \"demo\"}");
        PerCaseCsv.write(folder.resolve("evaluation/per-case.csv"), cases);
        SummaryJson.write(folder.resolve("evaluation/summary.json"), Summary.of("test", cases));
    }

    private ResultsTable table() throws IOException {
        run("baseline", "001", 0);
        run("dice-ce", "001", 0.05);
        Files.createDirectories(runs.resolve("deeper/001/checkpoints"));
        return ResultsTable.of(RunResults.in(runs));
    }

    @Test
    void everyRunWithScoresStandsAboveWhatWasPublished() throws IOException {
        assertThat(table().rows())
                .extracting(row -> row.experiment() + " " + row.source().title())
                .containsExactly(
                        "baseline ours",
                        "dice-ce ours",
                        "Attention U-Net paper",
                        "baseline reference project",
                        "deeper reference project",
                        "dice-ce reference project",
                        "conv-mapping reference project");
    }

    @Test
    void theCsvHasAMeanAndADeviationOfEveryMetric() throws IOException {
        Path file = runs.resolve("results.csv");
        table().write(runs);
        List<NamedCsvRecord> rows;
        try (CsvReader<NamedCsvRecord> csv = CsvReader.builder().ofNamedCsvRecord(file)) {
            rows = csv.stream().toList();
        }

        assertThat(rows.get(0).getHeader())
                .startsWith("experiment", "run", "source", "split", "grid", "cases", "dice_mean", "dice_sd", "iou_mean")
                .hasSize(6 + 2 * Metric.values().length + 1)
                .endsWith("volume_difference_ml_sd", "protocol");
        assertThat(rows.get(1).getField("dice_mean")).isEqualTo("0.685000");
        assertThat(rows.get(0).getField("iou_mean")).isEmpty();
        assertThat(rows.get(2).getField("s2s_slicewise_mm_mean")).isEqualTo("2.33300");
        assertThat(rows.get(2).getField("dice_sd")).isEqualTo("0.0570000");
        assertThat(rows.get(2).getField("s2s_voxels_mean")).isEmpty();
        assertThat(rows.get(3).getField("s2s_voxels_mean")).isEqualTo("4.56030");
        assertThat(rows.get(3).getField("s2s_slicewise_mm_mean")).isEmpty();
        assertThat(rows.get(3).getField("cases")).isEqualTo("20");
    }

    @Test
    void howTheSetWasSplitStandsBesideWhatWasScored() throws IOException {
        run("baseline", "001", 0);
        run("folds", "001", 0);
        Files.writeString(
                runs.resolve("baseline/001/run.json"),
                "{\"split\": {\"protocol\": \"ratio\", \"train\": [1, 2, 3], \"validation\": [4], \"test\": [5, 6]}}");
        Files.delete(runs.resolve("folds/001/run.json"));
        Files.writeString(runs.resolve("folds/001/split.json"), "{\"protocol\": \"four-fold\", \"folds\": []}");
        ResultsTable table = ResultsTable.of(RunResults.in(runs));

        assertThat(table.markdown())
                .contains("| test, ratio 3/1/2 |", "| test, four-fold |", "| test, reference 51/9/20 |");
        assertThat(table.latex()).contains("& test, ratio 3/1/2 &");
        assertThat(table.csv().lines().skip(1).map(line -> line.substring(line.lastIndexOf(',') + 1)))
                .startsWith("ratio 3/1/2", "four-fold", "", "reference 51/9/20");
        assertThat(table.csv()).contains("baseline,001,ours,test,image,8,");
    }

    /** A cross-validation has no record of its own beside the folds: data and scale are those of its first. */
    @Test
    void theCaveatOfACrossValidationNamesDataAndScale() throws IOException {
        run("folds", "folds-1", 0);
        Path folder = runs.resolve("folds/folds-1");
        Files.createDirectory(folder.resolve("fold-1"));
        Files.move(folder.resolve("run.json"), folder.resolve("fold-1/run.json"));
        Files.writeString(folder.resolve("split.json"), "{\"protocol\": \"four-fold\", \"folds\": []}");
        ResultsTable table = ResultsTable.of(RunResults.in(runs));

        assertThat(table.markdown())
                .contains("Rows of ours were scored on: phantoms, medium (scale demo, split four-fold). They compare");
        assertThat(table.rows().get(0).source()).isEqualTo(ResultRow.Source.OURS);
    }

    @Test
    void theMarkdownSaysUnitsWhatIsMissingAndWhatDoesNotCompare() throws IOException {
        String markdown = table().markdown();

        assertThat(markdown)
                .contains("Surface distance (mm)", "HD95 (mm)", "(voxels of 2 mm)", "(1 missing)")
                .contains("0.821 ± 0.057", "2.33 ± 0.86", "4.56")
                .contains("do not compare", "not CT-82", "phantoms, medium (scale demo)");
    }

    @Test
    void theMarkdownSaysWhetherADifferenceIsNoise() throws IOException {
        assertThat(table().markdown())
                .contains("| dice-ce/001 | baseline/001 | 8 | +0.050 |")
                .contains("dice-ce/001 is higher")
                .contains("Holm");
    }

    @Test
    void theLatexIsATableOfWhatIsKnownWithEverythingEscaped() throws IOException {
        run("a_b", "001", 0.02);
        table().write(runs);

        assertThat(Files.readString(runs.resolve("results.tex")))
                .contains("\\toprule", "\\bottomrule", "a\\_b/001 & ours & test & image & 8 & ")
                .contains("\\shortstack{Surface distance,\\\\2 mm grid\\\\(voxels of 2 mm)}")
                .contains("0.821 $\\pm$ 0.057", "95 \\% interval", "Holm")
                .contains("dice-ce/001 & baseline/001 & 8 & +0.050 & ")
                .doesNotContain("±", "…", "–", "IoU");
    }

    @Test
    void noRunsGiveATableOfWhatWasPublished() {
        ResultsTable table = ResultsTable.of(RunResults.in(runs.resolve("none")));

        assertThat(table.rows()).hasSize(5);
        assertThat(table.markdown()).contains("paper").doesNotContain("noise?");
    }
}
