package org.attunet.eval.report;

import java.util.List;
import java.util.Locale;
import org.attunet.eval.metric.Comparison;
import org.attunet.eval.metric.Metric;

/** Scores in words: as many digits as they are worth. */
final class ScoreFormat {
    private ScoreFormat() {}

    /** The score, a dash where it is missing. */
    static String of(Metric metric, double value) {
        return Double.isNaN(value) ? "–" : String.format(Locale.ROOT, format(metric), value);
    }

    /** Mean ± standard deviation, and how many cases are missing from them. */
    static String of(Metric metric, ResultRow row) {
        if (Double.isNaN(row.mean(metric))) {
            return "–" + missing(row.missing(metric));
        }
        String sd = Double.isNaN(row.sd(metric)) ? "" : " ± " + of(metric, row.sd(metric));
        return of(metric, row.mean(metric)) + sd + missing(row.missing(metric));
    }

    private static String missing(int cases) {
        return cases == 0 ? "" : " (" + cases + " missing)";
    }

    private static String format(Metric metric) {
        return switch (metric.unit()) {
            case "0…1" -> "%.3f";
            case "ml" -> "%.1f";
            default -> "%.2f";
        };
    }

    /** What a comparison's cells are. */
    static final List<String> COMPARED =
            List.of("Run", "against", "Cases", "Mean difference", "95 % interval", "p", "p, corrected", "");

    /** A comparison, cell by cell. */
    static List<String> of(Comparison c) {
        return List.of(
                c.first(),
                c.second(),
                Integer.toString(c.cases()),
                signed(c.difference()),
                signed(c.interval().low()) + " … " + signed(c.interval().high()),
                p(c.test().p()),
                p(c.adjusted()),
                c.verdict());
    }

    private static String signed(double value) {
        return Double.isNaN(value) ? "–" : String.format(Locale.ROOT, "%+.3f", value);
    }

    private static String p(double p) {
        return p < 0.001 ? "< 0.001" : String.format(Locale.ROOT, "%.3f", p);
    }
}
