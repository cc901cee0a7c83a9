package org.attunet.experiments.sweep;

import java.util.DoubleSummaryStatistics;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.attunet.experiments.sweep.SweepRow.State;

/** Experiments that were trained with several seeds, by the mean of their finished runs. */
final class SeedAverages {
    private final Map<String, DoubleSummaryStatistics> validation = new LinkedHashMap<>();
    private final Map<String, DoubleSummaryStatistics> test = new LinkedHashMap<>();

    SeedAverages(List<SweepRow> rows) {
        rows.stream()
                .filter(row -> row.state() == State.DONE && !row.group().isEmpty())
                .forEach(this::add);
    }

    private void add(SweepRow row) {
        row.validationDice().ifPresent(dice -> of(validation, row).accept(dice));
        row.testDice().ifPresent(dice -> of(test, row).accept(dice));
    }

    private static DoubleSummaryStatistics of(Map<String, DoubleSummaryStatistics> groups, SweepRow row) {
        return groups.computeIfAbsent(row.group(), group -> new DoubleSummaryStatistics());
    }

    /** One line per experiment, the best on the test cases first; empty where there are no seeds. */
    String text() {
        StringBuilder text = new StringBuilder();
        test.entrySet().stream()
                .sorted((a, b) ->
                        Double.compare(b.getValue().getAverage(), a.getValue().getAverage()))
                .forEach(entry -> text.append(line(entry.getKey(), entry.getValue())));
        return text.isEmpty() ? "" : "mean over seeds (smallest … largest):\n" + text;
    }

    private String line(String group, DoubleSummaryStatistics dice) {
        return String.format(
                Locale.ROOT,
                "  %-16s test %.4f (%.4f … %.4f)  validation %.4f  of %d%n",
                group,
                dice.getAverage(),
                dice.getMin(),
                dice.getMax(),
                validation.get(group).getAverage(),
                dice.getCount());
    }
}
