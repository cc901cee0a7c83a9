package org.attunet.data.dicom;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.attunet.data.BadInput;
import org.attunet.data.DataException;
import org.attunet.data.Finding;

/**
 * What a folder or an archive holds.
 *
 * @param series of CT slices, in the order of their first file
 * @param setAside how many files take no part, by reason
 * @param findings what is to be said of the whole, such as what was set aside
 */
public record DicomScan(List<DicomSeries> series, Map<SkipReason, Integer> setAside, List<Finding> findings) {
    /** Keeps its own copies. */
    public DicomScan {
        series = List.copyOf(series);
        Map<SkipReason, Integer> counts = new EnumMap<>(SkipReason.class);
        counts.putAll(setAside);
        setAside = Collections.unmodifiableMap(counts);
        findings = List.copyOf(findings);
    }

    /** Looks at the headers of all files below a folder, in a zip archive, or of one file. Reads no pixels. */
    public static DicomScan scan(Path root) {
        return new Scanner(root).scan();
    }

    /**
     * Whether a file is DICOM, plain, compressed or in an archive, whatever its name: by the mark behind its preamble, by its
     * first element where it has none, or as a zip archive. False for all else, and for what is no readable file.
     */
    public static boolean isIn(Path file) {
        if (!Files.isRegularFile(file)) {
            return false;
        }
        try (InputStream in = Files.newInputStream(file)) {
            byte[] start = in.readNBytes(Part10.SNIFFED);
            return Part10.hasMarker(start) || Part10.isBare(start) || Packed.isZip(start) || Packed.holdsDicom(start);
        } catch (IOException e) {
            return false; // whoever reads it then says why it cannot be read
        }
    }

    /** The only series, or the one asked for by its UID. */
    public DicomSeries single(DicomOptions options) {
        List<DicomSeries> left = chosen(options);
        if (left.size() > 1) {
            throw DataException.refuse(
                    BadInput.D6,
                    "DICOM input",
                    "there are several series",
                    "one",
                    left.size() + ": " + listed(left),
                    "Pick one with --series UID, or name a folder for the output to get all.");
        }
        return left.get(0);
    }

    /** All series, or the one asked for by its UID; never none. */
    public List<DicomSeries> chosen(DicomOptions options) {
        Optional<String> uid = options.series();
        List<DicomSeries> left = series.stream()
                .filter(one -> uid.map(one.uid()::equals).orElse(!one.isOtherOrientation()))
                .toList();
        if (left.isEmpty()) {
            throw DataException.refuse(
                    BadInput.D6,
                    "DICOM input",
                    "there is no series of this UID",
                    listed(series),
                    uid.orElse("none"),
                    "Name one of these.");
        }
        return left;
    }

    /** The same by the names that their cases get: those of their folders, as far as these give away nobody's name, number or date. */
    public Map<String, DicomSeries> named(DicomOptions options) {
        return OutputNames.of(chosen(options));
    }

    private static String listed(List<DicomSeries> all) {
        return all.stream()
                .map(one -> one.label() + ", " + one.size() + " slices, UID " + one.uid())
                .collect(Collectors.joining("; "));
    }
}
