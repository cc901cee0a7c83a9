package org.attunet.eval.metric;

import java.io.Serializable;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * Every score of one case. A score that is not defined for it (a distance to nothing) is missing: it stands for no number,
 * and the note says why.
 *
 * @param caseId the case
 * @param values the scores that exist, each finite; the difference of two volumes that exist is added
 * @param note why scores are missing; empty where none is
 */
public record Scores(String caseId, Map<Metric, Double> values, String note) implements Serializable {
    private static final long serialVersionUID = 1L;

    /** Keeps its own copy, without what is missing. */
    public Scores {
        EnumMap<Metric, Double> copy = new EnumMap<>(Metric.class);
        values.forEach((metric, value) -> {
            if (!value.isNaN()) {
                copy.put(metric, value);
            }
        });
        if (copy.containsKey(Metric.VOLUME_PRED) && copy.containsKey(Metric.VOLUME_LABEL)) {
            copy.put(Metric.VOLUME_DIFFERENCE, copy.get(Metric.VOLUME_PRED) - copy.get(Metric.VOLUME_LABEL));
        }
        values = Collections.unmodifiableMap(copy);
    }

    /** The score, NaN where it is missing. */
    public double value(Metric metric) {
        return values.getOrDefault(metric, Double.NaN);
    }

    /** Whether the case has this score. */
    public boolean has(Metric metric) {
        return values.containsKey(metric);
    }
}
