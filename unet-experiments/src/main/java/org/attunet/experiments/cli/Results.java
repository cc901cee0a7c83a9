package org.attunet.experiments.cli;

import java.util.Locale;
import org.attunet.eval.metric.Metric;
import org.attunet.eval.metric.Statistic;
import org.attunet.eval.metric.Summary;

/** Scores for people to read. */
final class Results {
    private Results() {}

    /** One line a metric. */
    static void print(Summary summary, Console console) {
        console.results().println(summary.cases() + " cases, split " + summary.split());
        for (Metric metric : Metric.values()) {
            Statistic statistic = summary.of(metric);
            String missing = statistic.missing() == 0 ? "" : ", missing " + statistic.missing();
            String title = metric.title() + " (" + metric.unit() + ")";
            console.results().println(String.format(Locale.ROOT, "%-58s %s%s", title, figure(statistic), missing));
        }
    }

    /** A single case has neither deviation nor range. */
    private static String figure(Statistic statistic) {
        String mean = Double.isNaN(statistic.mean()) ? "–" : String.format(Locale.ROOT, "%.4f", statistic.mean());
        return Double.isNaN(statistic.sd())
                ? mean
                : String.format(
                        Locale.ROOT,
                        "%s ± %.4f, median %.4f, %.4f … %.4f",
                        mean,
                        statistic.sd(),
                        statistic.median(),
                        statistic.min(),
                        statistic.max());
    }
}
