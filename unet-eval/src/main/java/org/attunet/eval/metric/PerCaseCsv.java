package org.attunet.eval.metric;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.attunet.data.AtomicFile;
import org.attunet.data.DataException;
import org.attunet.data.FileFailure;

/** {@code per-case.csv}: one row per case, columns {@code case}, every {@link Metric} measured, {@code note}; missing = empty cell. */
public final class PerCaseCsv {
    private static final String CASE = "case";
    private static final String NOTE = "note";
    /** More than any score is worth, and short enough to read. */
    private static final MathContext DIGITS = new MathContext(9);

    private static final Set<Metric> COLUMNS = EnumSet.complementOf(EnumSet.of(Metric.VOLUME_DIFFERENCE));

    private PerCaseCsv() {}

    /** Writes the file, whole or not at all. */
    public static void write(Path file, List<Scores> cases) {
        AtomicFile.write(file, text(cases));
    }

    private static String text(List<Scores> cases) {
        StringWriter text = new StringWriter();
        try (CsvWriter csv = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(text)) {
            csv.writeRecord(header());
            cases.forEach(scores -> csv.writeRecord(row(scores)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    private static List<String> header() {
        List<String> header = new ArrayList<>();
        header.add(CASE);
        for (Metric metric : COLUMNS) {
            header.add(metric.column());
        }
        header.add(NOTE);
        return header;
    }

    private static List<String> row(Scores scores) {
        List<String> row = new ArrayList<>();
        row.add(scores.caseId());
        for (Metric metric : COLUMNS) {
            row.add(scores.has(metric) ? number(scores.value(metric)) : "");
        }
        row.add(scores.note());
        return row;
    }

    private static String number(double value) {
        return Double.isFinite(value)
                ? Double.toString(new BigDecimal(value).round(DIGITS).doubleValue())
                : Double.toString(value);
    }

    /** Reads what {@link #write} wrote. */
    public static List<Scores> read(Path file) {
        try (CsvReader<NamedCsvRecord> csv = CsvReader.builder().ofNamedCsvRecord(file)) {
            return csv.stream().map(PerCaseCsv::scores).toList();
        } catch (IOException | RuntimeException e) {
            throw new DataException("cannot read the scores " + file + ": " + FileFailure.reason(e), e);
        }
    }

    private static Scores scores(NamedCsvRecord row) {
        Map<Metric, Double> values = new EnumMap<>(Metric.class);
        for (Metric metric : COLUMNS) {
            String cell = row.getField(metric.column());
            if (!cell.isEmpty()) {
                values.put(metric, Double.valueOf(cell));
            }
        }
        return new Scores(row.getField(CASE), values, row.getField(NOTE));
    }
}
