package org.attunet.experiments.sweep;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.attunet.data.AtomicFile;
import org.attunet.experiments.sweep.SweepRow.State;
import org.attunet.train.RunFolder;

/** A sweep's candidates as far as they are known, in the order they were begun. */
public final class SweepTable {
    private final Map<String, SweepRow> rows = new LinkedHashMap<>();
    private final SweepProgress progress;

    /** @param all candidates that the sweep will try, of every round of a halving search */
    SweepTable(int all) {
        progress = new SweepProgress(all);
    }

    /** A candidate's newest row replaces the one before; the minutes of halving's rounds add up. */
    synchronized void put(SweepRow row) {
        rows.merge(row.name(), row, (before, now) -> now.plusMinutes(before.minutes()));
        if (row.state() != State.RUNNING) {
            progress.add(row.minutes());
        }
    }

    /** The test Dice of a candidate that is done. */
    synchronized void score(SweepRow row, double testDice) {
        rows.computeIfPresent(row.name(), (name, done) -> done.scored(testDice));
    }

    /** All rows. */
    public synchronized List<SweepRow> rows() {
        return List.copyOf(rows.values());
    }

    /** The finished candidate with the highest validation Dice. */
    public Optional<SweepRow> best() {
        return rows().stream()
                .filter(row -> row.state() == State.DONE)
                .max(Comparator.comparingDouble(row -> row.validationDice().orElse(-1)));
    }

    /** For people. */
    public String text() {
        Collection<SweepRow> all = rows();
        int width = all.stream().mapToInt(row -> row.name().length()).max().orElse(4);
        StringBuilder text = new StringBuilder(String.format(
                Locale.ROOT,
                "%-" + width + "s  %-8s %10s %9s %8s  %s%n",
                "name",
                "state",
                "validation",
                "test",
                "minutes",
                ""));
        for (SweepRow row : all) {
            text.append(String.format(
                    Locale.ROOT,
                    "%-" + width + "s  %-8s %10s %9s %8.1f  %s%n",
                    row.name(),
                    row.state().name().toLowerCase(Locale.ROOT),
                    dice(row.validationDice()),
                    dice(row.testDice()),
                    row.minutes(),
                    row.error().isEmpty() ? String.join(" ", row.assignments()) : row.error()));
        }
        return text.append(new SeedAverages(rows()).text())
                .append(progress.text())
                .toString();
    }

    private static String dice(OptionalDouble value) {
        return value.isPresent() && !Double.isNaN(value.getAsDouble())
                ? String.format(Locale.ROOT, "%.4f", value.getAsDouble())
                : "–";
    }

    /** Writes {@code <sweep>.csv}: one row per candidate, with a column for every setting searched. */
    void write(Path file) {
        List<String> lines = new ArrayList<>();
        List<SweepRow> all = rows();
        List<String> settings = all.stream()
                .flatMap(row -> row.assignments().stream())
                .map(assignment -> assignment.substring(0, assignment.indexOf('=')))
                .distinct()
                .toList();
        lines.add(String.join(",", "name,run,state,validation_dice,test_dice,minutes,error", String.join(",", settings))
                .replaceAll(",$", ""));
        all.forEach(row -> lines.add(line(row, settings)));
        AtomicFile.write(file, String.join("\n", lines) + "\n");
    }

    private static String line(SweepRow row, List<String> settings) {
        List<String> cells = new ArrayList<>();
        cells.add(row.name());
        cells.add(row.run().map(run -> id(run, row.name())).orElse(""));
        cells.add(row.state().name().toLowerCase(Locale.ROOT));
        cells.add(dice(row.validationDice()).replace("–", ""));
        cells.add(dice(row.testDice()).replace("–", ""));
        cells.add(String.format(Locale.ROOT, "%.2f", row.minutes()));
        cells.add(row.error());
        settings.forEach(path -> cells.add(row.value(path).orElse("")));
        return String.join(",", cells.stream().map(SweepTable::quoted).toList());
    }

    /** Candidates of the same settings share the run of the first. */
    private static String id(RunFolder run, String name) {
        String id = run.path().getFileName().toString();
        return run.name().equals(name + "/" + id) ? id : run.name();
    }

    private static String quoted(String cell) {
        return cell.matches("[^,\"\\n\\r]*")
                ? cell
                : '"' + cell.replace("\"", "\"\"").replace("\n", " ") + '"';
    }
}
