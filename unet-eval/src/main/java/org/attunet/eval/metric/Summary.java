package org.attunet.eval.metric;

import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * The scores of a split: what {@code summary.json} holds.
 *
 * @param cases cases scored
 * @param split the split's name; {@code test}, or what else was scored
 * @param metrics one statistic a metric, every metric present
 */
public record Summary(int cases, String split, Map<Metric, Statistic> metrics) {
    /** Keeps its own copy. */
    public Summary {
        metrics = Collections.unmodifiableMap(new EnumMap<>(metrics));
    }

    /** Over these cases. */
    public static Summary of(String split, List<Scores> cases) {
        EnumMap<Metric, Statistic> metrics = new EnumMap<>(Metric.class);
        for (Metric metric : Metric.values()) {
            metrics.put(
                    metric,
                    Statistic.of(cases.stream()
                            .mapToDouble(scores -> scores.value(metric))
                            .toArray()));
        }
        return new Summary(cases.size(), split, metrics);
    }

    /** One metric's statistic. */
    public Statistic of(Metric metric) {
        return metrics.get(metric);
    }
}
