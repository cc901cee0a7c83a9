package org.attunet.eval.quality;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.attunet.data.AtomicFile;
import org.attunet.data.DataException;
import org.attunet.data.FileFailure;

/**
 * {@code quality.csv}: one row per case, its true Dice beside the predicted one, and the {@link MaskTraits}; what is not known is an empty
 * cell. Numbers are written whole, so that what is learned from them does not depend on the way.
 */
public final class QualityCsv {
    private static final List<String> COLUMNS =
            List.of("case", "dice", "predicted_dice", "warned_below", "margin", "millilitres", "largest_share");

    private QualityCsv() {}

    /** Writes the file, whole or not at all. */
    public static void write(Path file, List<CaseQuality> cases) {
        StringWriter text = new StringWriter();
        try (CsvWriter csv = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(text)) {
            csv.writeRecord(COLUMNS);
            cases.forEach(one -> csv.writeRecord(row(one)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        AtomicFile.write(file, text.toString());
    }

    private static List<String> row(CaseQuality one) {
        return List.of(
                one.caseId(),
                Double.toString(one.dice()),
                cell(one.predicted().map(PredictedDice::dice)),
                cell(one.predicted().map(PredictedDice::warnedBelow)),
                cell(one.traits().map(MaskTraits::margin)),
                cell(one.traits().map(MaskTraits::millilitres)),
                cell(one.traits().map(MaskTraits::largestShare)));
    }

    private static String cell(Optional<Double> value) {
        return value.map(String::valueOf).orElse("");
    }

    /** Reads it back; no case where there is no file. */
    public static List<CaseQuality> read(Path file) {
        if (!Files.exists(file)) {
            return List.of();
        }
        try (CsvReader<NamedCsvRecord> csv = CsvReader.builder().ofNamedCsvRecord(file)) {
            return csv.stream().map(QualityCsv::quality).toList();
        } catch (IOException | RuntimeException e) {
            throw new DataException("cannot read " + file + ": " + FileFailure.reason(e), e);
        }
    }

    private static CaseQuality quality(NamedCsvRecord row) {
        return new CaseQuality(
                row.getField("case"),
                row.getField("predicted_dice").isEmpty()
                        ? Optional.empty()
                        : Optional.of(new PredictedDice(number(row, "predicted_dice"), number(row, "warned_below"))),
                number(row, "dice"),
                row.getField("margin").isEmpty() ? Optional.empty() : Optional.of(traits(row)));
    }

    private static MaskTraits traits(NamedCsvRecord row) {
        return new MaskTraits(number(row, "margin"), number(row, "millilitres"), number(row, "largest_share"));
    }

    private static double number(NamedCsvRecord row, String column) {
        return Double.parseDouble(row.getField(column));
    }
}
