package org.attunet.experiments.sweep;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.attunet.eval.report.Ticks;

/**
 * Where the values of a searched setting lie along an axis: all that may be searched, whatever was.
 *
 * @param setting whose values
 * @param low left end, in the axis' own unit
 * @param high right end
 * @param marks places with a name
 */
record SearchAxis(SearchedSetting setting, double low, double high, List<Mark> marks) {
    private static final int MOST_MARKS = 7;
    private static final int MARK_DIGITS = 3;

    /** A place along the axis, in its own unit, and what stands there. */
    record Mark(double at, String name) {}

    /** Keeps its own copy. */
    SearchAxis {
        marks = List.copyOf(marks);
    }

    static SearchAxis of(SearchedSetting setting) {
        if (setting.isDiscrete()) {
            // Given values have no distances: they stand at 0, 1, 2 … in the order of the file.
            List<String> names = setting.values();
            return new SearchAxis(
                    setting,
                    -0.5,
                    names.size() - 0.5,
                    IntStream.range(0, names.size())
                            .mapToObj(n -> new Mark(n, names.get(n)))
                            .toList());
        }
        if (setting.scale() == SearchedSetting.Scale.LOG) {
            return new SearchAxis(
                    setting,
                    Math.log10(setting.min()),
                    Math.log10(setting.max()),
                    powers(setting.min(), setting.max()));
        }
        boolean isWhole = setting.scale() == SearchedSetting.Scale.INTEGER;
        Ticks ticks = Ticks.covering(setting.min(), setting.max());
        return new SearchAxis(
                setting,
                ticks.low(),
                ticks.high(),
                ticks.at().stream()
                        .filter(at -> !isWhole || at == Math.rint(at))
                        .map(at -> new Mark(at, name(at)))
                        .toList());
    }

    /** 1, 2 and 5 times powers of ten, or the powers alone where those are many; the ends where there is hardly one between. */
    private static List<Mark> powers(double min, double max) {
        List<Double> all = new ArrayList<>();
        List<Double> tens = new ArrayList<>();
        for (int power = (int) Math.floor(Math.log10(min)); power <= Math.log10(max); power++) {
            double ten = Math.pow(10, power);
            Stream.of(1.0, 2.0, 5.0).map(factor -> factor * ten).forEach(all::add);
            tens.add(ten);
        }
        all.removeIf(value -> value < min * (1 - 1e-9) || value > max * (1 + 1e-9));
        tens.retainAll(all);
        List<Double> chosen = all.size() > MOST_MARKS ? tens : all;
        return (chosen.size() < 2 ? List.of(min, max) : chosen)
                .stream().map(value -> new Mark(Math.log10(value), name(value))).toList();
    }

    private static String name(double value) {
        BigDecimal rounded = new BigDecimal(value).round(new MathContext(MARK_DIGITS));
        return rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
    }

    /** Where a value lies, as it is written in a candidate's settings. */
    double at(String value) {
        if (setting.isDiscrete()) {
            return setting.values().indexOf(value);
        }
        double number = Double.parseDouble(value);
        return setting.scale() == SearchedSetting.Scale.LOG ? Math.log10(number) : number;
    }
}
