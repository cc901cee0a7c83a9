package org.attunet.eval.report;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.attunet.eval.metric.BlandAltman;
import org.attunet.eval.metric.BlandAltman.Point;

/** The report's plots of Bland and Altman: one a run, all with the same axes. */
final class AgreementCharts {
    private static final int WIDTH = 400;
    private static final int HEIGHT = 270;

    private AgreementCharts() {}

    /** None where no run has volumes of a case. */
    static String[] of(Iterable<ReportedRun> runs) {
        Map<ReportedRun, BlandAltman> known = new LinkedHashMap<>();
        for (ReportedRun run : runs) {
            BlandAltman volumes = BlandAltman.of(run.result().cases());
            if (!volumes.points().isEmpty()) {
                known.put(run, volumes);
            }
        }
        if (known.isEmpty()) {
            return new String[0];
        }
        AgreementAxes axes = AgreementAxes.around(known.values());
        return known.entrySet().stream()
                .map(entry -> chart(entry.getKey(), entry.getValue(), axes))
                .toArray(String[]::new);
    }

    private static String chart(ReportedRun run, BlandAltman volumes, AgreementAxes axes) {
        double from = axes.across().low();
        double to = axes.across().high();
        Chart chart = new Chart(run.name() + ": " + AgreementPlot.UP, WIDTH, HEIGHT, axes.across(), axes.up())
                .acrossNumbers(AgreementPlot.ACROSS)
                .line(from, 0, to, 0, "#888", 1)
                .line(from, volumes.bias(), to, volumes.bias(), run.color(), 1.8)
                .words(to, volumes.bias(), "bias " + AgreementPlot.millilitres(volumes.bias()));
        if (volumes.hasLimits()) {
            limit(chart, volumes.high(), run, axes);
            limit(chart, volumes.low(), run, axes);
        }
        for (Point point : volumes.points()) {
            String says = String.format(
                    Locale.ROOT,
                    "%s: mean %.1f ml, difference %+.1f ml",
                    point.caseId(),
                    point.mean(),
                    point.difference());
            chart.dot(point.mean(), point.difference(), 0, run.color(), says);
        }
        return chart.svg();
    }

    private static void limit(Chart chart, double at, ReportedRun run, AgreementAxes axes) {
        chart.dashes(axes.across().low(), at, axes.across().high(), at, run.color())
                .words(axes.across().high(), at, AgreementPlot.millilitres(at));
    }
}
