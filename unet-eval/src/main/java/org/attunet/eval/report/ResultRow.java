package org.attunet.eval.report;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.OptionalInt;
import org.attunet.eval.metric.Metric;
import org.attunet.eval.metric.Statistic;

/**
 * One line of the results.
 *
 * @param experiment what was tried
 * @param run which run of it; empty for published figures
 * @param source ours, given masks, or who published it
 * @param split what was scored
 * @param protocol how the set was split; empty where that is not known
 * @param grid where it was scored
 * @param cases how many cases, where that is known
 * @param metrics what is known
 */
public record ResultRow(
        String experiment,
        String run,
        Source source,
        String split,
        String protocol,
        String grid,
        OptionalInt cases,
        Map<Metric, Statistic> metrics) {
    /** Whose figures these are. */
    public enum Source {
        /** Measured here. */
        OURS("ours"),
        /** Scored here, but masks from files: another program's, or nobody knows whose. */
        GIVEN_MASKS("given masks"),
        /** Published with the Attention U-Net, arXiv 1804.03999. */
        PAPER("paper"),
        /** Published with the reference project. */
        REFERENCE_PROJECT("reference project");

        private final String title;

        Source(String title) {
            this.title = title;
        }

        /** As in {@code results.csv}. */
        public String title() {
            return title;
        }

        /** Whether the scores were taken here, each case at hand. */
        boolean isScoredHere() {
            return this == OURS || this == GIVEN_MASKS;
        }
    }

    /** Keeps its own copy. */
    public ResultRow {
        EnumMap<Metric, Statistic> copy = new EnumMap<>(Metric.class);
        copy.putAll(metrics);
        metrics = Collections.unmodifiableMap(copy);
    }

    /** The row of what was scored here. */
    public static ResultRow of(RunResult run) {
        return new ResultRow(
                run.experiment(),
                run.run(),
                run.notes().source(),
                run.summary().split(),
                run.notes().protocol(),
                "image",
                OptionalInt.of(run.summary().cases()),
                run.summary().metrics());
    }

    /** What was scored, and how the set was split. */
    String splitAndProtocol() {
        return protocol.isEmpty() ? split : split + ", " + protocol;
    }

    /** Mean of a metric, NaN where it is not known. */
    public double mean(Metric metric) {
        return metrics.containsKey(metric) ? metrics.get(metric).mean() : Double.NaN;
    }

    /** Standard deviation of a metric, NaN where it is not known. */
    public double sd(Metric metric) {
        return metrics.containsKey(metric) ? metrics.get(metric).sd() : Double.NaN;
    }

    /** Cases of which the metric is missing. */
    public int missing(Metric metric) {
        return metrics.containsKey(metric) ? metrics.get(metric).missing() : 0;
    }
}
