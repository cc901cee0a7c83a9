package org.attunet.experiments.cli;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.attunet.eval.metric.Metric;
import org.attunet.eval.report.Report;
import org.attunet.eval.report.ResultRow;
import org.attunet.eval.report.ResultsTable;

/** A line of the results as JSON has it, as in {@code results.csv}: cases and metrics that are not known are left out or null. */
record ReportRow(
        String experiment,
        String run,
        String source,
        String split,
        String grid,
        Integer cases,
        Map<String, Figures> metrics) {
    /** A metric over the cases that have it. */
    record Figures(double mean, double sd) {}

    /** A whole report. */
    record Written(List<String> files, List<ReportRow> rows) {
        static Written of(Path folder, ResultsTable table) {
            return new Written(
                    Report.FILES.stream()
                            .map(name -> folder.resolve(name).toString())
                            .toList(),
                    table.rows().stream().map(ReportRow::of).toList());
        }
    }

    static ReportRow of(ResultRow row) {
        Map<String, Figures> metrics = new LinkedHashMap<>();
        for (Metric metric : Metric.values()) {
            if (!Double.isNaN(row.mean(metric))) {
                metrics.put(metric.column(), new Figures(row.mean(metric), row.sd(metric)));
            }
        }
        return new ReportRow(
                row.experiment(),
                row.run(),
                row.source().title(),
                row.split(),
                row.grid(),
                row.cases().isPresent() ? row.cases().getAsInt() : null,
                metrics);
    }
}
