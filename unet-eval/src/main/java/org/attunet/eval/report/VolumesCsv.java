package org.attunet.eval.report;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.attunet.data.AtomicFile;

/** Volumes of what was found in several scans: one row a scan, one column a class, in millilitres. */
public final class VolumesCsv {
    private VolumesCsv() {}

    /**
     * Writes the file whole or not at all.
     *
     * @param classes names of the classes, background first
     * @param volumes by scan and class, ml
     */
    public static void write(Path file, List<String> classes, Map<String, Map<String, Double>> volumes) {
        List<String> organs = classes.subList(1, classes.size());
        StringWriter text = new StringWriter();
        try (CsvWriter csv = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(text)) {
            List<String> header = new ArrayList<>(List.of("scan"));
            organs.forEach(organ -> header.add(organ + "_ml"));
            csv.writeRecord(header);
            volumes.forEach((scan, byClass) -> {
                List<String> row = new ArrayList<>(List.of(scan));
                organs.forEach(organ -> row.add(String.format(Locale.ROOT, "%.3f", byClass.get(organ))));
                csv.writeRecord(row);
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        AtomicFile.write(file, text.toString());
    }
}
