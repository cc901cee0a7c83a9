package org.attunet.eval.report;

import java.util.Locale;
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

    /** A difference. */
    static String signed(double value) {
        return Double.isNaN(value) ? "–" : String.format(Locale.ROOT, "%+.3f", value);
    }

    /** A p-value. */
    static String p(double p) {
        return p < 0.001 ? "< 0.001" : String.format(Locale.ROOT, "%.3f", p);
    }
}
