package org.attunet.experiments.cli;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Locale;
import org.attunet.model.weights.Difference;

/**
 * One line of what {@code weights verify} prints.
 *
 * @param inDouble only where a second run in double was needed
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record DifferenceRow(String name, double largest, double tolerance, Double inDouble, boolean holds) {
    static DifferenceRow of(Difference d) {
        Double inDouble = Double.isInfinite(d.inDouble()) ? null : d.inDouble();
        return new DifferenceRow(d.name(), d.largest(), d.tolerance(), inDouble, d.holds());
    }

    String text() {
        String line = String.format(
                Locale.ROOT, "%-8s %10.3g of %8.2g  %s", holds ? "holds" : "BEYOND", largest, tolerance, name);
        return inDouble == null ? line : line + String.format(Locale.ROOT, " (%.3g in double)", inDouble);
    }
}
