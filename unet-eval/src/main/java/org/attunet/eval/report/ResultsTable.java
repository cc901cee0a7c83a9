package org.attunet.eval.report;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.attunet.data.AtomicFile;
import org.attunet.eval.metric.Comparison;
import org.attunet.eval.metric.Metric;
import org.attunet.eval.metric.Scores;
import org.attunet.eval.report.ResultRow.Source;

/**
 * All runs side by side with what was published.
 *
 * @param rows what was scored here first, then the paper's and the reference project's
 * @param comparisons every pair of rows scored here, by Dice
 * @param notes what a reader has to know not to compare the wrong things
 */
public record ResultsTable(List<ResultRow> rows, List<Comparison> comparisons, List<String> notes) {
    static final String HOW_COMPARED =
            "Case by case on the cases that both runs have: Wilcoxon's signed-rank test, two-sided and exact, zero differences "
                    + "dropped, ties sharing ranks; p corrected for all pairs (Holm). The interval is a percentile bootstrap "
                    + "of 10 000 resamples. Fewer than 6 cases can never show a difference.";

    /** Beyond, a table of all pairs is no longer read; each run is then compared with the best one alone. */
    private static final int ALL_PAIRS = 6;

    /** The table of some runs. */
    public static ResultsTable of(List<RunResult> runs) {
        List<ResultRow> rows = Stream.concat(runs.stream().map(ResultRow::of), Published.rows().stream())
                .toList();
        return new ResultsTable(rows, comparisons(runs), notes(runs));
    }

    private static List<Comparison> comparisons(List<RunResult> runs) {
        Map<String, List<Scores>> scores = new LinkedHashMap<>();
        runs.stream()
                .sorted((a, b) -> Double.compare(dice(b), dice(a)))
                .forEach(run -> scores.put(run.name(), run.cases()));
        return scores.size() <= ALL_PAIRS
                ? Comparison.pairs(Metric.DICE, scores)
                : Comparison.withFirst(Metric.DICE, scores);
    }

    private static double dice(RunResult run) {
        double mean = run.summary().of(Metric.DICE).mean();
        return Double.isNaN(mean) ? -1 : mean;
    }

    private static List<String> notes(List<RunResult> runs) {
        List<String> notes = new ArrayList<>();
        notes.add(
                "Mean ± sample standard deviation over the cases that have the score; cases without it are counted beside.");
        notes.add("What was scored here is scored on each image's own grid, in mm. “" + Metric.S2S_VOXELS.title()
                + "” is the reference project's figure: symmetric average surface distance on the 2 mm grid, in voxels (times 2 "
                + "for mm). “" + Metric.S2S_SLICEWISE.title()
                + "” is the paper's kind: 2-D contours per axial slice, mm. The reference project's distances are voxels, the "
                + "paper's are slice-wise mm: the two do not compare, nor does either with the 3-D distance.");
        notes.add("The paper's and the reference project's rows are CT-82 (NIH Pancreas-CT), as they published them.");
        String data = data(runs, Source.OURS);
        notes.add((data.isEmpty() ? "Rows of ours" : "Rows of ours were scored on: " + data + ". They")
                + " compare with the published ones only where they are CT-82 at full size as well. Phantoms and scale demo "
                + "are not CT-82: they compare our experiments with each other and say nothing about patients.");
        if (runs.stream().anyMatch(run -> run.notes().source() == Source.GIVEN_MASKS)) {
            String given = data(runs, Source.GIVEN_MASKS);
            notes.add("Rows of “" + Source.GIVEN_MASKS.title()
                    + "” are masks from files, of whatever program: scored here, and "
                    + "not the work of a run of ours."
                    + (given.isEmpty() ? "" : " They were scored on: " + given + "."));
        }
        return notes;
    }

    private static String data(List<RunResult> runs, Source source) {
        return runs.stream()
                .map(RunResult::notes)
                .filter(notes -> notes.source() == source && !notes.data().isEmpty())
                .map(RunNotes::data)
                .collect(Collectors.toCollection(TreeSet::new))
                .stream()
                .collect(Collectors.joining(", "));
    }

    /** {@code results.csv} as text. */
    public String csv() {
        return ResultsCsv.of(rows);
    }

    /** {@code results.md} as text. */
    public String markdown() {
        return ResultsMarkdown.of(this);
    }

    /** {@code results.tex} as text. */
    public String latex() {
        return ResultsLatex.of(this);
    }

    /** Writes {@code results.md}, {@code results.csv} and {@code results.tex}. */
    public void write(Path folder) {
        AtomicFile.write(folder.resolve("results.md"), markdown());
        AtomicFile.write(folder.resolve("results.csv"), csv());
        AtomicFile.write(folder.resolve("results.tex"), latex());
    }
}
