package org.attunet.eval.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.attunet.eval.metric.Metric;

/**
 * {@code results.tex}: the table and its comparisons for a paper, to be included by {@code \input}. It needs the packages
 * booktabs and graphicx. Columns that nobody has are left out; what is measured of voxels and of surfaces are tables of their own,
 * or neither could be read once it is shrunk to the line.
 */
final class ResultsLatex {
    private static final Set<Metric> SURFACES =
            EnumSet.of(Metric.ASSD, Metric.HD95, Metric.NSD, Metric.S2S_VOXELS, Metric.S2S_SLICEWISE);

    private final ResultsTable table;
    private final List<String> lines = new ArrayList<>();

    private ResultsLatex(ResultsTable table) {
        this.table = table;
    }

    static String of(ResultsTable table) {
        return new ResultsLatex(table).text();
    }

    private String text() {
        lines.add("% \\usepackage{booktabs,graphicx}");
        results("Voxels and volumes. " + String.join(" ", table.notes()), known(metric -> !SURFACES.contains(metric)));
        results("Surfaces. Rows and columns are to be read as in the table before.", known(SURFACES::contains));
        if (!table.comparisons().isEmpty()) {
            comparisons();
        }
        return String.join("\n", lines) + "\n";
    }

    private List<Metric> known(Predicate<Metric> part) {
        return Arrays.stream(Metric.values())
                .filter(part)
                .filter(metric -> table.rows().stream().anyMatch(row -> !Double.isNaN(row.mean(metric))))
                .toList();
    }

    private void results(String caption, List<Metric> metrics) {
        begin(caption, "llllr" + "c".repeat(metrics.size()));
        String words = "Experiment & Source & Split & Grid & Cases";
        lines.add(metrics.stream().map(ResultsLatex::head).collect(Collectors.joining(" & ", words + " & ", " \\\\")));
        lines.add("\\midrule");
        boolean here = true;
        for (ResultRow row : table.rows()) {
            if (here && !row.source().isScoredHere()) {
                lines.add("\\midrule");
            }
            here = row.source().isScoredHere();
            row(cells(row, metrics));
        }
        end();
    }

    /** Title and unit in lines of their own: a column is then as wide as its figures. */
    private static String head(Metric metric) {
        return "\\shortstack{" + escaped(metric.title()).replace(", ", ",\\\\") + "\\\\(" + escaped(metric.unit())
                + ")}";
    }

    private static List<String> cells(ResultRow row, List<Metric> metrics) {
        String name = row.run().isEmpty() ? row.experiment() : row.experiment() + "/" + row.run();
        List<String> cells = new ArrayList<>(List.of(name, row.source().title(), row.splitAndProtocol(), row.grid()));
        cells.add(row.cases().isPresent() ? Integer.toString(row.cases().getAsInt()) : "–");
        metrics.forEach(metric -> cells.add(ScoreFormat.of(metric, row)));
        return cells;
    }

    private void comparisons() {
        begin("Differences in Dice. " + ResultsTable.HOW_COMPARED, "llrrcrrl");
        row(ScoreFormat.COMPARED);
        lines.add("\\midrule");
        table.comparisons().forEach(comparison -> row(ScoreFormat.of(comparison)));
        end();
    }

    private void begin(String caption, String columns) {
        lines.add("\\begin{table}");
        lines.add("\\centering");
        lines.add("\\caption{" + escaped(caption) + "}");
        lines.add("\\resizebox{\\linewidth}{!}{%");
        lines.add("\\begin{tabular}{" + columns + "}");
        lines.add("\\toprule");
    }

    private void row(List<String> cells) {
        lines.add(cells.stream().map(ResultsLatex::escaped).collect(Collectors.joining(" & ", "", " \\\\")));
    }

    private void end() {
        lines.add("\\bottomrule");
        lines.add("\\end{tabular}}");
        lines.add("\\end{table}");
    }

    /** Text that stays text, in letters that every engine knows. */
    static String escaped(String text) {
        StringBuilder latex = new StringBuilder();
        text.codePoints().forEach(letter -> latex.append(escaped(letter)));
        return latex.toString();
    }

    private static String escaped(int letter) {
        return switch (letter) {
            case '&', '%', '$', '#', '_', '{', '}' -> "\\" + Character.toString(letter);
            case '\\' -> "\\textbackslash{}";
            case '~' -> "\\textasciitilde{}";
            case '^' -> "\\textasciicircum{}";
            case '<' -> "$<$";
            case '>' -> "$>$";
            case '|' -> "\\textbar{}";
            case '±' -> "$\\pm$";
            case '×' -> "$\\times$";
            case '…' -> "\\ldots{}";
            case '–' -> "--";
            case '“' -> "``";
            case '”' -> "''";
            default -> Character.toString(letter);
        };
    }
}
