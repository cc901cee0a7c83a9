package org.attunet.experiments.run;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.attunet.data.DataException;
import org.attunet.data.Finding;
import org.attunet.data.Severity;
import org.attunet.data.dicom.DicomOptions;
import org.attunet.data.dicom.DicomScan;
import org.attunet.data.dicom.DicomSeries;
import org.attunet.data.nifti.AffineSource;
import org.attunet.data.nifti.NiftiFiles;
import org.attunet.data.nifti.NiftiImage;
import org.attunet.data.nifti.NiftiReader;
import org.attunet.data.volume.VolumeChecks;
import org.attunet.data.volume.VolumeInfo;

/**
 * One CT among what a user named, not yet read.
 *
 * @param id names its results
 * @param kind of its files
 * @param load reads it
 */
public record Scan(String id, Kind kind, Supplier<ScanImage> load) {
    /** What a scan is stored as. */
    public enum Kind {
        NIFTI,
        DICOM
    }

    /**
     * What a file or folder holds: a NIfTI file, a folder of them, or DICOM series in a folder or zip archive.
     *
     * @param prefer which of a NIfTI header's forms counts where they disagree
     */
    public static List<Scan> in(Path path, DicomOptions options, Optional<AffineSource> prefer) {
        if (Files.isSymbolicLink(path) && !Files.exists(path)) {
            return List.of(nifti(path, prefer)); // says where the link leads
        }
        if (!Files.exists(path)) {
            throw new DataException(path + ": no such file or folder");
        }
        if (Files.isRegularFile(path) && !DicomScan.isIn(path) && !isNamedDicom(path)) {
            return List.of(nifti(path, prefer));
        }
        List<Path> files = Files.isDirectory(path) ? NiftiFiles.in(path) : List.of();
        if (!files.isEmpty()) {
            return apart(files.stream().map(file -> nifti(file, prefer)).toList(), path);
        }
        return dicom(path, DicomScan.scan(path), options);
    }

    /** What is to be said of the whole, such as what was set aside, is said with the first. */
    private static List<Scan> dicom(Path path, DicomScan all, DicomOptions options) {
        List<Finding> notes = all.findings().stream().map(Scan::asNote).toList();
        Map<String, DicomSeries> series = all.named(options);
        List<Scan> scans = new ArrayList<>();
        series.forEach((name, one) -> scans.add(dicom(
                series.size() == 1 ? nameOf(path, one) : name, one, options, scans.isEmpty() ? notes : List.of())));
        return List.copyOf(scans);
    }

    /** Files that cannot be read and lie elsewhere do not keep these scans from being used. */
    private static Finding asNote(Finding finding) {
        return finding.severity() == Severity.ERROR
                ? Finding.of(finding.kind(), Severity.WARNING, finding.message())
                : finding;
    }

    /** Refuses scans whose results would take each other's names, such as those of {@code a.nii} and {@code a.nii.gz}. */
    static List<Scan> apart(List<Scan> scans, Object folder) {
        String twins = scans.stream()
                .collect(Collectors.groupingBy(Scan::id, TreeMap::new, Collectors.counting()))
                .entrySet()
                .stream()
                .filter(entry -> entry.getValue() > 1)
                .map(Map.Entry::getKey)
                .collect(Collectors.joining(", "));
        if (!twins.isEmpty()) {
            throw new DataException(
                    "in " + folder + " several files share a name but for their ending, and so would their masks: "
                            + twins + "; rename or remove one of each");
        }
        return scans;
    }

    private static boolean isNamedDicom(Path file) {
        String name = lowerCaseName(file);
        return name.endsWith(".zip") || name.endsWith(".dcm");
    }

    private static String lowerCaseName(Path file) {
        return String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
    }

    private static Scan nifti(Path file, Optional<AffineSource> prefer) {
        String name = NiftiFiles.stem(file).orElseGet(() -> file.getFileName().toString());
        return new Scan(name, Kind.NIFTI, () -> {
            NiftiImage image = NiftiReader.read(file, prefer);
            VolumeInfo info = image.info();
            List<Finding> notes = new ArrayList<>(image.notes());
            VolumeChecks.filling(info.statistics()).ifPresent(notes::add);
            return new ScanImage(image.volume(), info, notes, Optional.empty());
        });
    }

    /** Of the folder or archive, unless that is a patient's. */
    private static String nameOf(Path path, DicomSeries series) {
        String name = path.toAbsolutePath().normalize().getFileName().toString().replaceFirst("(?i)\\.(zip|dcm)$", "");
        return series.isToldBy(name) ? "series-1" : name;
    }

    private static Scan dicom(String id, DicomSeries series, DicomOptions options, List<Finding> further) {
        return new Scan(id, Kind.DICOM, () -> {
            var volume = series.load(options);
            List<Finding> notes =
                    Stream.concat(further.stream(), volume.notes().stream()).toList();
            return new ScanImage(volume.volume(), volume.info(), notes, Optional.of(volume.source()));
        });
    }
}
