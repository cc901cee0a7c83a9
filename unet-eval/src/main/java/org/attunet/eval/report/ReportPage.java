package org.attunet.eval.report;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** {@code report.html}: one file with everything inside that opens without a network. */
final class ReportPage {
    private final ResultsTable table;
    private final List<ReportedRun> runs;
    private final List<CaseView> cases;
    private final PrintWriter page;

    ReportPage(ResultsTable table, List<ReportedRun> runs, PrintWriter page) {
        this.table = table;
        this.runs = runs;
        this.cases = CaseView.worstFirst(runs);
        this.page = page;
    }

    void write() {
        page.println("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">");
        page.println("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">");
        page.println(
                "<title>Segmentation results</title>\n<style>\n" + Resource.text("report.css") + "</style>\n</head>");
        page.println("<body>\n<h1>Segmentation results</h1>");
        page.println("<p class=\"faint\">" + runs.size() + " evaluated runs, " + cases.size() + " cases</p>");
        page.println("<nav><a href=\"#table\">Table</a><a href=\"#scores\">Scores</a><a href=\"#volumes\">Volumes</a>"
                + "<a href=\"#learning\">Learning</a>"
                + "<a href=\"#errors\">Errors</a><a href=\"#view\">Viewer</a><a href=\"#cases\">Cases</a>"
                + "<a href=\"#runs\">Runs</a></nav>");
        new TableSection(table, page).write();
        new ChartSection(runs, page).write();
        new ViewerSection(page).write(cases, runs);
        new CaseSection(cases, runs, page).write();
        runs();
        page.println("<script>\n" + Resource.text("report.js") + "</script>\n</body>\n</html>");
    }

    private void runs() {
        page.println("<h2 id=\"runs\">Runs</h2>");
        for (ReportedRun run : runs) {
            page.println("<details><summary>" + Html.text(run.name()) + "<span>"
                    + Html.text(run.result().name()) + "</span></summary><div>");
            file("Settings", run.result().folder().resolve("experiment.yaml"));
            file("Provenance", run.result().folder().resolve("run.json"));
            page.println("</div></details>");
        }
    }

    private void file(String title, Path file) {
        if (!Files.isRegularFile(file)) {
            return;
        }
        try {
            page.println("<h3>" + title + "</h3>\n<pre>" + Html.text(Files.readString(file)) + "</pre>");
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }
}
