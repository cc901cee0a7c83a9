package org.attunet.eval.report;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.attunet.eval.metric.Metric;
import org.attunet.eval.metric.Scores;

/**
 * A case with what every run scores on it.
 *
 * @param id the case
 * @param scores one entry per run, in the runs' order; empty where a run did not score it
 */
record CaseView(String id, List<Optional<Scores>> scores) {
    /** Every case of any run, the worst mean Dice first: those are worth looking at. */
    static List<CaseView> worstFirst(List<ReportedRun> runs) {
        return runs.stream()
                .flatMap(run -> run.result().cases().stream())
                .map(Scores::caseId)
                .distinct()
                .map(id ->
                        new CaseView(id, runs.stream().map(run -> of(run, id)).toList()))
                .sorted(Comparator.comparingDouble(CaseView::dice).thenComparing(CaseView::id))
                .toList();
    }

    private static Optional<Scores> of(ReportedRun run, String id) {
        return run.result().cases().stream()
                .filter(scores -> scores.caseId().equals(id))
                .findFirst();
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
