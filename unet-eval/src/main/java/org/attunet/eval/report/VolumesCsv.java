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

/** Volumes of what was found in several scans: one row a scan, one column a class, in millilitres; last how good the mask probably is. */
public final class VolumesCsv {
    private VolumesCsv() {}

    /**
     * Writes the file whole or not at all.
     *
     * @param classes names of the classes, background first
     * @param volumes by scan and class, ml
     * @param predictedDice of scans, as far as it is known; where it is of none, there is no column for it
     */
    public static void write(
            Path file,
            List<String> classes,
            Map<String, Map<String, Double>> volumes,
            Map<String, Double> predictedDice) {
        List<String> organs = classes.subList(1, classes.size());
        StringWriter text = new StringWriter();
        try (CsvWriter csv = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(text)) {
            List<String> header = new ArrayList<>(List.of("scan"));
            organs.forEach(organ -> header.add(organ + "_ml"));
            if (!predictedDice.isEmpty()) {
                header.add("predicted_dice");
            }
            csv.writeRecord(header);
            volumes.forEach((scan, byClass) -> {
                List<String> row = new ArrayList<>(List.of(scan));
                organs.forEach(organ -> row.add(String.format(Locale.ROOT, "%.3f", byClass.get(organ))));
                if (!predictedDice.isEmpty()) {
                    Double dice = predictedDice.get(scan);
                    row.add(dice == null ? "" : String.format(Locale.ROOT, "%.3f", dice));
                }
                csv.writeRecord(row);
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        AtomicFile.write(file, text.toString());
    }
}
