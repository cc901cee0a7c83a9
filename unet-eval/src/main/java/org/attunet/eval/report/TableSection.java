package org.attunet.eval.report;

import java.io.PrintWriter;
import java.util.List;
import org.attunet.eval.metric.Comparison;
import org.attunet.eval.metric.Metric;

/** The report's tables: all runs beside what was published, and which differences are more than noise. */
final class TableSection {
    private final ResultsTable table;
    private final PrintWriter page;

    TableSection(ResultsTable table, PrintWriter page) {
        this.table = table;
        this.page = page;
    }

    void write() {
        results();
        comparisons();
    }

    private void results() {
        page.println("<h2 id=\"table\">Results</h2>\n<div class=\"scroll\"><table><thead><tr>"
                + "<th class=\"word\">Experiment</th><th class=\"word\">Run</th><th class=\"word\">Source</th>"
                + "<th class=\"word\">Split</th><th class=\"word\">Grid</th><th>Cases</th>");
        for (Metric metric : Metric.values()) {
            page.println("<th class=\"sortable\">" + metric.title() + "<small>" + metric.unit() + "</small></th>");
        }
        page.println("</tr></thead><tbody>");
        table.rows().forEach(this::row);
        page.println("</tbody></table></div>\n<ul>");
        table.notes().forEach(note -> page.println("<li>" + Html.text(note) + "</li>"));
        page.println("</ul>");
    }

    private void row(ResultRow row) {
        boolean here = row.source().isScoredHere();
        page.print(here ? "<tr>" : "<tr class=\"published\">");
        for (String word :
                List.of(row.experiment(), row.run(), row.source().title(), row.splitAndProtocol(), row.grid())) {
            page.print("<td class=\"word\">" + Html.text(word) + "</td>");
        }
        page.print("<td>" + (row.cases().isPresent() ? row.cases().getAsInt() : "–") + "</td>");
        for (Metric metric : Metric.values()) {
            String best = here && isBest(metric, row) ? " class=\"best\"" : "";
            page.print(
                    "<td" + best + " data-value=\"" + row.mean(metric) + "\">" + ScoreFormat.of(metric, row) + "</td>");
        }
        page.println("</tr>");
    }

    private long scoredHere() {
        return table.rows().stream().filter(row -> row.source().isScoredHere()).count();
    }

    /** Whether nothing that was scored here is better; of a single row nothing is best. */
    private boolean isBest(Metric metric, ResultRow row) {
        if (scoredHere() < 2 || metric.better() == Metric.Better.NEITHER || Double.isNaN(row.mean(metric))) {
            return false;
        }
        double sign = metric.better() == Metric.Better.HIGHER ? 1 : -1;
        return table.rows().stream()
                .filter(other -> other.source().isScoredHere())
                .noneMatch(other -> sign * other.mean(metric) > sign * row.mean(metric));
    }

    private void comparisons() {
        if (table.comparisons().isEmpty()) {
            return;
        }
        page.println(
                "<h3>Is a difference in Dice more than noise?</h3>\n<p class=\"faint\">" + ResultsTable.HOW_COMPARED
                        + "</p>\n<div class=\"scroll\"><table><thead>" + compared("th", ScoreFormat.COMPARED)
                        + "</thead><tbody>");
        for (Comparison comparison : table.comparisons()) {
            page.println(compared("td", ScoreFormat.of(comparison)));
        }
        page.println("</tbody></table></div>");
    }

    /** A row of comparisons: words at both ends, numbers between them. */
    private static String compared(String tag, List<String> cells) {
        StringBuilder row = new StringBuilder("<tr>");
        for (int n = 0; n < cells.size(); n++) {
            String style = n < 2 || n == cells.size() - 1 ? " class=\"word\"" : "";
            row.append("<" + tag + style + ">" + Html.text(cells.get(n)) + "</" + tag + ">");
        }
        return row.append("</tr>").toString();
    }
}
