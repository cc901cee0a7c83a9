package org.attunet.experiments.gpucheck;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** A report as the one table that people read, in Markdown, its columns in line on a terminal too. */
public final class CheckTable {
    private static final List<String> HEAD = List.of("section", "what", "found", "wanted", "");

    private static final int LONGEST = 110;

    private CheckTable() {}

    /** Of a whole check. */
    public static String of(CheckReport report) {
        String reduced = report.reduced()
                ? "\nReduced: networks, patches and phantoms are tiny, so that a CPU does all of it. Speed and Dice mean"
                        + " nothing here.\n"
                : "";
        List<List<String>> lines = report.sections().stream()
                .flatMap(section -> section.rows().stream().map(row -> cells(section, row)))
                .toList();
        return heading(report) + "\n" + reduced + "\n" + aligned(lines) + "\n" + sections(report) + "\n";
    }

    private static String heading(CheckReport report) {
        String versions = report.versions().isEmpty() ? "" : ", " + report.versions();
        return "gpu-check of attention-unet " + report.code() + " on " + report.device() + versions + "; "
                + report.machine();
    }

    private static List<String> cells(SectionReport section, Row row) {
        return List.of(
                section.section(),
                row.name(),
                shortened(row.found()),
                row.wanted(),
                row.state().name().toLowerCase(Locale.ROOT));
    }

    /** One line of a length that leaves the others readable; the JSON has all of it. */
    private static String shortened(String text) {
        String line = text.replaceAll("\\s+", " ").replace('|', '/');
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST - 1) + "…";
    }

    private static String sections(CheckReport report) {
        return report.sections().stream()
                .map(section -> String.format(Locale.ROOT, "%s %.0f s", section.section(), section.seconds()))
                .collect(Collectors.joining(", ", report.hasFailed() ? "FAILED. " : "All holds. ", ""));
    }

    private static String aligned(List<List<String>> lines) {
        int[] widths = new int[HEAD.size()];
        for (int column = 0; column < widths.length; column++) {
            int at = column;
            widths[column] = lines.stream()
                    .mapToInt(line -> line.get(at).length())
                    .reduce(HEAD.get(column).length(), Math::max);
        }
        String rule = HEAD.stream().map(name -> "---").collect(Collectors.joining("|", "|", "|"));
        return line(HEAD, widths)
                + "\n"
                + rule
                + "\n"
                + lines.stream().map(line -> line(line, widths) + "\n").collect(Collectors.joining());
    }

    private static String line(List<String> cells, int[] widths) {
        StringBuilder line = new StringBuilder("|");
        for (int column = 0; column < widths.length; column++) {
            String cell = cells.get(column);
            line.append(' ')
                    .append(cell)
                    .append(" ".repeat(widths[column] - cell.length()))
                    .append(" |");
        }
        return line.toString();
    }
}
