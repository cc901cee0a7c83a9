package org.attunet.eval.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.attunet.data.DataException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SummaryTest {
    private static final List<Scores> CASES = List.of(
            new Scores("b", Map.of(Metric.DICE, 0.8, Metric.ASSD, 1.5, Metric.HD95, 4.0), ""),
            new Scores("a, \"quoted\"", Map.of(Metric.DICE, 0.0), "nothing was predicted: no distances, no precision"),
            new Scores("c", Map.of(Metric.DICE, 1 / 3.0, Metric.ASSD, Double.NaN, Metric.HD95, 1e-7), ""));

    @Test
    void missingScoresAreCountedAndLeftOutOfTheMean() {
        Summary summary = Summary.of("test", CASES);

        assertThat(summary.of(Metric.HD95).n()).isEqualTo(2);
        assertThat(summary.of(Metric.HD95).missing()).isEqualTo(1);
        assertThat(summary.of(Metric.HD95).mean()).isCloseTo(2.00000005, within(1e-12));
        assertThat(summary.of(Metric.DICE).missing()).isZero();
        assertThat(summary.of(Metric.IOU).n()).isZero();
        assertThat(summary.of(Metric.IOU).mean()).isNaN();
    }

    @Test
    void theDeviationIsTheSamplesOwn() {
        // NumPy 2.4.6: np.std([2, 4, 4, 4, 5, 5, 7, 9], ddof=1), np.median of the same.
        Statistic statistic = Statistic.of(2, 4, 4, 4, 5, 5, 7, 9, Double.NaN);

        assertThat(statistic.sd()).isCloseTo(2.13808993529940, within(1e-14));
        assertThat(statistic.median()).isEqualTo(4.5);
        assertThat(statistic.min()).isEqualTo(2);
        assertThat(statistic.max()).isEqualTo(9);
        assertThat(statistic.missing()).isEqualTo(1);
        assertThat(Statistic.of(3).sd()).isNaN();
    }

    @Test
    void jsonComesBackAsItWasAndNamesWhatIsNoNumber(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("deep/summary.json");
        Summary summary = Summary.of("test", CASES);
        SummaryJson.write(file, summary);

        assertThat(SummaryJson.read(file)).isEqualTo(summary);
        assertThat(Files.readString(file)).contains("\"cases\" : 3", "\"mean\" : \"nan\"", "\"missing\" : 2");
        try (var files = Files.list(file.getParent())) {
            assertThat(files).containsExactly(file);
        }
    }

    @Test
    void aSummaryWrittenBeforeItHadRangesIsStillRead(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("summary.json");
        SummaryJson.write(file, Summary.of("test", CASES));
        Files.writeString(file, Files.readString(file).replaceAll("\\s*\"(min|max)\" : [^,]*,", ""));

        assertThat(Files.readString(file)).doesNotContain("min");
        assertThat(SummaryJson.read(file).of(Metric.DICE).mean())
                .isEqualTo(Summary.of("test", CASES).of(Metric.DICE).mean());
        assertThat(SummaryJson.read(file).of(Metric.DICE).max()).isNaN();
    }

    @Test
    void theTableOfCasesComesBackWithItsGaps(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("per-case.csv");
        PerCaseCsv.write(file, CASES);

        assertThat(Files.readAllLines(file))
                .startsWith(
                        "case,dice,iou,precision,recall,assd_mm,hd95_mm,nsd_2mm,s2s_voxels,s2s_slicewise_mm,volume_pred_ml,volume_label_ml,note",
                        "b,0.8,,,,1.5,4.0,,,,,,");
        List<Scores> read = PerCaseCsv.read(file);
        assertThat(read.subList(0, 2)).isEqualTo(CASES.subList(0, 2));
        assertThat(read.get(2).value(Metric.DICE)).isCloseTo(1 / 3.0, within(1e-9));
        assertThat(read.get(2).has(Metric.ASSD)).isFalse();
    }

    @Test
    void aBrokenTableIsRefusedByName(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("per-case.csv"), "case,dice\nx,0.5\n");

        assertThatThrownBy(() -> PerCaseCsv.read(file))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("per-case.csv")
                .hasMessageContaining("iou");
    }

    @Test
    void figuresWithoutAnEndAndScoresThatAnOlderFileLacksAreRead(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("summary.json");
        Statistic infinite = new Statistic(
                Double.POSITIVE_INFINITY, Double.NaN, 1, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, 2, 0);
        SummaryJson.write(file, new Summary(2, "test", Map.of(Metric.HD95, infinite)));

        assertThat(Files.readString(file)).contains("\"mean\" : \"inf\"", "\"min\" : \"-inf\"");
        Summary read = SummaryJson.read(file);
        assertThat(read.of(Metric.HD95)).isEqualTo(infinite);
        assertThat(read.of(Metric.DICE)).isEqualTo(Statistic.of());
    }

    @Test
    void scoresAreWrittenToNineDigits(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("per-case.csv");
        PerCaseCsv.write(
                file,
                List.of(new Scores("x", Map.of(Metric.DICE, 1 / 3.0, Metric.ASSD, Double.POSITIVE_INFINITY), "")));
        assertThat(Files.readAllLines(file).get(1)).isEqualTo("x,0.333333333,,,,Infinity,,,,,,,");
    }

    @Test
    void everyMetricHasATitleAndAUnitOfItsOwnKind() {
        assertThat(Metric.values())
                .extracting(Metric::title)
                .doesNotHaveDuplicates()
                .doesNotContain("");
        assertThat(Metric.HD95.unit()).isEqualTo("mm");
        assertThat(Metric.DICE.unit()).isEqualTo("0…1");
    }
}
