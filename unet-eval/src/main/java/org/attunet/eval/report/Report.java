package org.attunet.eval.report;

import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.attunet.data.AtomicFile;

/** {@code results.md}, {@code results.csv}, {@code results.tex} and {@code report.html} over all runs. */
public final class Report {
    /** Names of what is written. */
    public static final List<String> FILES = List.of("results.md", "results.csv", "results.tex", "report.html");

    private Report() {}

    /**
     * Writes the four files.
     *
     * @param runs {@code RUNS}, with evaluated runs in it
     * @param out where the files go
     * @return the table
     */
    public static ResultsTable write(Path runs, Path out) {
        List<RunResult> results = RunResults.in(runs);
        ResultsTable table = ResultsTable.of(results);
        table.write(out);
        AtomicFile.write(out.resolve("report.html"), stream -> {
            PrintWriter page = new PrintWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8));
            new ReportPage(table, ReportedRun.of(results), page).write();
            page.flush();
            if (page.checkError()) {
                // A print writer keeps silent about a full disk.
                throw new IOException("the page could not be written whole, as on a full disk");
            }
        });
        return table;
    }
}
