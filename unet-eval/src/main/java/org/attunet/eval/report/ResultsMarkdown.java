package org.attunet.eval.report;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.attunet.eval.metric.Comparison;
import org.attunet.eval.metric.Metric;

/** {@code results.md}: the table, what its columns mean, and which differences are more than noise. */
final class ResultsMarkdown {
    private ResultsMarkdown() {}

    static String of(ResultsTable table) {
        List<String> lines = new ArrayList<>();
        lines.add("# Results");
        lines.add("");
        lines.addAll(results(table.rows()));
        lines.add("");
        table.notes().forEach(note -> lines.add("- " + note));
        lines.add("");
        lines.addAll(comparisons(table.comparisons()));
        return String.join("\n", lines) + "\n";
    }

    private static List<String> results(List<ResultRow> rows) {
        List<String> lines = new ArrayList<>();
        List<String> header = new ArrayList<>(List.of("Experiment", "Run", "Source", "Split", "Grid", "Cases"));
        for (Metric metric : Metric.values()) {
            header.add(metric.title() + " (" + metric.unit() + ")");
        }
        lines.add(line(header));
        lines.add(line(header.stream().map(cell -> "---").toList()));
        rows.forEach(row -> lines.add(line(cells(row))));
        return lines;
    }

    private static List<String> cells(ResultRow row) {
        List<String> cells = new ArrayList<>(
                List.of(row.experiment(), row.run(), row.source().title(), row.splitAndProtocol(), row.grid()));
        cells.add(row.cases().isPresent() ? Integer.toString(row.cases().getAsInt()) : "–");
        for (Metric metric : Metric.values()) {
            cells.add(ScoreFormat.of(metric, row));
        }
        return cells;
    }

    private static List<String> comparisons(List<Comparison> comparisons) {
        if (comparisons.isEmpty()) {
            return List.of();
        }
        List<String> lines = new ArrayList<>();
        lines.add("## Is a difference in Dice more than noise?");
        lines.add("");
        lines.add(ResultsTable.HOW_COMPARED);
        lines.add("");
        lines.add("| " + String.join(" | ", ScoreFormat.COMPARED) + "|");
        lines.add("|" + "---|".repeat(ScoreFormat.COMPARED.size()));
        comparisons.forEach(comparison -> lines.add(line(ScoreFormat.of(comparison))));
        return lines;
    }

    private static String line(List<String> cells) {
        return cells.stream().map(ResultsMarkdown::escaped).collect(Collectors.joining(" | ", "| ", " |"));
    }

    /** Names may hold what Markdown takes for the end of a cell or of a row, or for HTML. */
    static String escaped(String cell) {
        return cell.replace("\\", "\\\\")
                .replace("|", "\\|")
                .replaceAll("<(?=[A-Za-z/!?])", "\\\\<")
                .replaceAll("\\R", " ");
    }
}
