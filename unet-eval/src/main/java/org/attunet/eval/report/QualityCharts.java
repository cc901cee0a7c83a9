package org.attunet.eval.report;

import java.util.List;
import java.util.Locale;
import org.attunet.eval.quality.CaseQuality;
import org.attunet.eval.quality.PredictedDice;

/** The report's plots of true against predicted Dice, one a run that predicts it. */
final class QualityCharts {
    private static final int SIDE = 300;
    private static final Ticks SHARE = new Ticks(0, 1, 0.2);

    private QualityCharts() {}

    static String[] of(List<ReportedRun> runs) {
        return runs.stream()
                .filter(run ->
                        run.quality().stream().anyMatch(one -> one.predicted().isPresent()))
                .map(QualityCharts::chart)
                .toArray(String[]::new);
    }

    private static String chart(ReportedRun run) {
        Chart chart = new Chart(run.name() + ": Dice", SIDE + 40, SIDE, SHARE, SHARE)
                .acrossNumbers("predicted Dice")
                .line(0, 0, 1, 1, "#888", 1);
        for (CaseQuality one : run.quality()) {
            one.predicted().ifPresent(predicted -> dot(chart, run, one, predicted));
        }
        run.quality().stream()
                .flatMap(one -> one.predicted().stream())
                .mapToDouble(PredictedDice::warnedBelow)
                .filter(below -> below > 0 && below < 1)
                .distinct()
                .forEach(below -> chart.dashes(below, 0, below, 1, run.color()));
        return chart.svg();
    }

    private static void dot(Chart chart, ReportedRun run, CaseQuality one, PredictedDice predicted) {
        String says =
                String.format(Locale.ROOT, "%s: predicted %.3f, true %.3f", one.caseId(), predicted.dice(), one.dice());
        chart.dot(predicted.dice(), one.dice(), 0, run.color(), says);
    }
}
