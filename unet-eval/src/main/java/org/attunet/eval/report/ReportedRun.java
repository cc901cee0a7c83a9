package org.attunet.eval.report;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.attunet.eval.quality.CaseQuality;
import org.attunet.eval.quality.PredictedDice;
import org.attunet.eval.quality.QualityCsv;

/**
 * A run as the report shows it: under a short name and in one colour throughout.
 *
 * @param result its scores
 * @param details what else the evaluation has
 * @param quality predicted beside true Dice of its cases; none of a run that predicts none
 * @param history its learning curve
 * @param name the experiment, with a number where there are several runs of it
 * @param color of the run in every chart
 */
record ReportedRun(
        RunResult result,
        EvaluationDetails details,
        List<CaseQuality> quality,
        List<Epoch> history,
        String name,
        String color) {
    /** Distinct for colour-blind readers too (Okabe and Ito). */
    private static final List<String> COLORS =
            List.of("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#7f6df2", "#8c8c8c");

    /** One row of {@code history.csv}; NaN where a cell is empty. */
    record Epoch(int epoch, double loss, double validationDice) {}

    /** Every run, in the order given. */
    static List<ReportedRun> of(List<RunResult> runs) {
        return IntStream.range(0, runs.size()).mapToObj(n -> of(runs, n)).toList();
    }

    private static ReportedRun of(List<RunResult> runs, int n) {
        RunResult run = runs.get(n);
        List<RunResult> same = runs.stream()
                .filter(other -> other.experiment().equals(run.experiment()))
                .toList();
        String name = run.experiment() + (same.size() == 1 ? "" : " #" + (same.indexOf(run) + 1));
        EvaluationFolder folder = new EvaluationFolder(RunResults.evaluation(run.folder()));
        return new ReportedRun(
                run,
                EvaluationDetails.read(folder.details()),
                QualityCsv.read(folder.quality()),
                HistoryCsv.read(run.folder().resolve("history.csv")),
                name,
                COLORS.get(n % COLORS.size()));
    }

    /** What it predicted of a case. */
    Optional<Double> predictedDice(String caseId) {
        return quality.stream()
                .filter(one -> one.caseId().equals(caseId))
                .flatMap(one -> one.predicted().stream())
                .map(PredictedDice::dice)
                .findFirst();
    }

    EvaluationFolder folder() {
        return new EvaluationFolder(RunResults.evaluation(result.folder()));
    }
}
