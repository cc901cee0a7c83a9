package org.attunet.experiments.cli;

import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import org.attunet.experiments.sweep.SweepRow;
import org.attunet.experiments.sweep.SweepTable;

/** A candidate of a sweep as JSON has it, as in {@code RUNS/<sweep>.csv}: what it did not come to is null. */
record SweepRowJson(
        String name,
        String run,
        String state,
        Double validationDice,
        Double testDice,
        double minutes,
        String error,
        List<String> settings) {
    /** A whole sweep. */
    record Table(String name, List<SweepRowJson> candidates) {
        static Table of(String name, SweepTable table) {
            return new Table(name, table.rows().stream().map(SweepRowJson::of).toList());
        }
    }

    static SweepRowJson of(SweepRow row) {
        return new SweepRowJson(
                row.name(),
                row.run().map(run -> run.path().toString()).orElse(null),
                row.state().name().toLowerCase(Locale.ROOT),
                boxed(row.validationDice()),
                boxed(row.testDice()),
                row.minutes(),
                row.error(),
                row.assignments());
    }

    private static Double boxed(OptionalDouble value) {
        return value.isPresent() ? value.getAsDouble() : null;
    }
}
