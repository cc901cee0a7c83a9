package org.attunet.eval.metric;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A summary as JSON has it.
 *
 * @param cases cases scored
 * @param split the split's name
 * @param metrics by their columns' names
 */
public record SummaryRow(int cases, String split, Map<String, Statistic> metrics) {
    /** Of a summary, every metric in order. */
    public static SummaryRow of(Summary summary) {
        Map<String, Statistic> metrics = new LinkedHashMap<>();
        summary.metrics().forEach((metric, statistic) -> metrics.put(metric.column(), statistic));
        return new SummaryRow(summary.cases(), summary.split(), metrics);
    }
}
