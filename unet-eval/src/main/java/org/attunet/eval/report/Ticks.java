package org.attunet.eval.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Round numbers along an axis.
 *
 * @param low lower end of the axis
 * @param high upper end
 * @param step between numbers: 1, 2 or 5 times a power of ten
 */
public record Ticks(double low, double high, double step) {
    private static final int ABOUT = 5;

    /** An axis that covers some values, its ends on round numbers. */
    public static Ticks covering(double low, double high) {
        double span = high > low ? high - low : Math.max(1e-6, Math.abs(low) * 0.2);
        double rough = span / ABOUT;
        double power = Math.pow(10, Math.floor(Math.log10(rough)));
        double step = power * (rough <= power ? 1 : rough <= 2 * power ? 2 : rough <= 5 * power ? 5 : 10);
        double first = Math.floor(low / step + 1e-9) * step;
        double last = Math.ceil(Math.max(high, low + span) / step - 1e-9) * step;
        return new Ticks(first, last, step);
    }

    /** The same numbers on an axis that ends where the values do. */
    Ticks until(double end) {
        return new Ticks(low, end, step);
    }

    /** The numbers, both ends included where they are round. */
    public List<Double> at() {
        List<Double> at = new ArrayList<>();
        for (int n = 0; low + n * step <= high + step * 1e-6; n++) {
            at.add(low + n * step);
        }
        return at;
    }

    /** With as many decimals as the step has. */
    public String text(double value) {
        int decimals = (int) Math.max(0, Math.ceil(-Math.log10(step) - 1e-9));
        return String.format(Locale.ROOT, "%." + decimals + "f", value == 0 ? 0.0 : value);
    }
}
