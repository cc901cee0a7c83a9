package org.attunet.eval.report;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.attunet.data.DataException;
import org.attunet.data.FileFailure;
import org.attunet.eval.report.ReportedRun.Epoch;

/** Reads the learning curve of a run. */
final class HistoryCsv {
    private HistoryCsv() {}

    /** Every epoch; none where there is no file. */
    static List<Epoch> read(Path file) {
        if (!Files.isRegularFile(file)) {
            return List.of();
        }
        try (CsvReader<NamedCsvRecord> csv = CsvReader.builder().ofNamedCsvRecord(file)) {
            return csv.stream().map(HistoryCsv::epoch).toList();
        } catch (IOException | RuntimeException e) {
            throw new DataException("cannot read the learning curve " + file + ": " + FileFailure.reason(e), e);
        }
    }

    private static Epoch epoch(NamedCsvRecord row) {
        return new Epoch(
                Integer.parseInt(row.getField("epoch")),
                number(row.getField("loss")),
                number(row.getField("validation_dice")));
    }

    private static double number(String cell) {
        return cell.isEmpty() ? Double.NaN : Double.parseDouble(cell);
    }
}
