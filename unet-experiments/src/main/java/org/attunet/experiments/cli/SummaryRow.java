package org.attunet.experiments.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import org.attunet.eval.metric.Metric;
import org.attunet.eval.metric.Statistic;
import org.attunet.eval.metric.Summary;

/** A summary as JSON has it: as in {@code summary.json}. */
record SummaryRow(int cases, String split, Map<String, Map<String, Object>> metrics) {
    static SummaryRow of(Summary summary) {
        Map<String, Map<String, Object>> metrics = new LinkedHashMap<>();
        for (Metric metric : Metric.values()) {
            Statistic statistic = summary.of(metric);
            Map<String, Object> figures = new LinkedHashMap<>();
            figures.put("mean", statistic.mean());
            figures.put("sd", statistic.sd());
            figures.put("median", statistic.median());
            figures.put("min", statistic.min());
            figures.put("max", statistic.max());
            figures.put("n", statistic.n());
            figures.put("missing", statistic.missing());
            metrics.put(metric.column(), figures);
        }
        return new SummaryRow(summary.cases(), summary.split(), metrics);
    }
}
