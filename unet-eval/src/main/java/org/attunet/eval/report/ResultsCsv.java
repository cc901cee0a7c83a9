package org.attunet.eval.report;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.attunet.eval.metric.Metric;

/**
 * {@code results.csv}: experiment, run, source, split, grid, cases, then {@code NAME_mean}, {@code NAME_sd} for every
 * metric, and the split's protocol last; what is not known is an empty cell.
 */
final class ResultsCsv {
    private ResultsCsv() {}

    static String of(List<ResultRow> rows) {
        StringWriter text = new StringWriter();
        try (CsvWriter csv = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(text)) {
            csv.writeRecord(header());
            rows.forEach(row -> csv.writeRecord(cells(row)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    private static List<String> header() {
        List<String> header = new ArrayList<>(List.of("experiment", "run", "source", "split", "grid", "cases"));
        for (Metric metric : Metric.values()) {
            header.add(metric.column() + "_mean");
            header.add(metric.column() + "_sd");
        }
        header.add("protocol");
        return header;
    }

    private static List<String> cells(ResultRow row) {
        List<String> cells = new ArrayList<>(
                List.of(row.experiment(), row.run(), row.source().title(), row.split(), row.grid()));
        cells.add(row.cases().isPresent() ? Integer.toString(row.cases().getAsInt()) : "");
        for (Metric metric : Metric.values()) {
            cells.add(number(row.mean(metric)));
            cells.add(number(row.sd(metric)));
        }
        cells.add(row.protocol());
        return cells;
    }

    private static String number(double value) {
        return Double.isNaN(value) ? "" : String.format(Locale.ROOT, "%.6g", value);
    }
}
