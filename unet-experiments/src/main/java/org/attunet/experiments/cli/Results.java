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
            console.results()
                    .println(String.format(
                            Locale.ROOT,
                            "%-28s %8.4f ± %.4f%s",
                            metric.title() + " (" + metric.unit() + ")",
                            statistic.mean(),
                            statistic.sd(),
                            missing));
        }
    }
}
