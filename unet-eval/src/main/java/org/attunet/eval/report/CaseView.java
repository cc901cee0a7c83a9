package org.attunet.eval.report;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.attunet.eval.metric.Metric;
import org.attunet.eval.metric.Scores;

/**
 * A case with what every run scores on it.
 *
 * @param id the case
 * @param scores one entry per run, in the runs' order; empty where a run did not score it
 * @param predictedDice mean over the runs that predicted one; empty where none did
 */
record CaseView(String id, List<Optional<Scores>> scores, OptionalDouble predictedDice) {
    /**
     * Every case of any run, the worst first: those are worth looking at. By the predicted Dice where there is one, since that is known of
     * cases without a label too, else by the true one.
     */
    static List<CaseView> worstFirst(List<ReportedRun> runs) {
        return runs.stream()
                .flatMap(run -> run.result().cases().stream())
                .map(Scores::caseId)
                .distinct()
                .map(id ->
                        new CaseView(id, runs.stream().map(run -> of(run, id)).toList(), predicted(runs, id)))
                .sorted(Comparator.comparingDouble(CaseView::rank).thenComparing(CaseView::id))
                .toList();
    }

    private static Optional<Scores> of(ReportedRun run, String id) {
        return run.result().cases().stream()
                .filter(scores -> scores.caseId().equals(id))
                .findFirst();
    }

    /** By what cases are put in order. */
    static String measure(List<CaseView> cases) {
        return cases.stream().anyMatch(view -> view.predictedDice().isPresent()) ? "predicted Dice" : "Dice";
    }

    private static OptionalDouble predicted(List<ReportedRun> runs, String id) {
        return runs.stream()
                .flatMap(run -> run.predictedDice(id).stream())
                .mapToDouble(Double::doubleValue)
                .average();
    }

    private double rank() {
        return predictedDice.orElseGet(this::dice);
    }

    /** Mean Dice over the runs that have it. */
    double dice() {
        return scores.stream()
                .flatMap(Optional::stream)
                .filter(scores -> scores.has(Metric.DICE))
                .mapToDouble(scores -> scores.value(Metric.DICE))
                .average()
                .orElse(1);
    }
}
