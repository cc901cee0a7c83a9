package org.attunet.data.dicom;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.attunet.data.BadInput;
import org.attunet.data.DataException;
import org.attunet.data.FileName;
import org.attunet.data.Finding;
import org.attunet.data.Severity;
import org.attunet.data.nifti.NiftiWriter;
import org.attunet.data.volume.VolumeChecks;

/** DICOM series to NIfTI files in HU. */
public final class DicomConverter {
    private DicomConverter() {}

    /**
     * Converts what a folder, a tree or a zip archive holds.
     *
     * @param in folder, zip archive or file
     * @param out a file {@code NAME.nii} or {@code NAME.nii.gz} for the only series, else a folder, which gets one file per
     *     series, named by case folder and series number
     * @param options what is allowed, and which series is meant
     * @return what was written; series that were refused are errors among the findings
     * @throws DataException where no series can be identified, or the target takes no file
     */
    public static Conversion convert(Path in, Path out, DicomOptions options) {
        NiftiWriter.checkTarget(isFile(out) ? out : out.resolve("series.nii.gz"));
        DicomScan scan = DicomScan.scan(in);
        List<Finding> findings = new ArrayList<>(scan.findings());
        if (isFile(out)) {
            return convertOne(scan.single(options), out, options, findings);
        }
        return convertAll(scan.named(options), out, options, findings);
    }

    private static boolean isFile(Path out) {
        String name = String.valueOf(out.getFileName()).toLowerCase(Locale.ROOT);
        return name.endsWith(".nii") || name.endsWith(".nii.gz");
    }

    private static Conversion convertOne(DicomSeries series, Path out, DicomOptions options, List<Finding> findings) {
        List<Path> files = new ArrayList<>();
        write(series, out, options, files, findings, null);
        return new Conversion(files, findings);
    }

    private static Conversion convertAll(
            Map<String, DicomSeries> named, Path out, DicomOptions options, List<Finding> findings) {
        List<Path> files = new ArrayList<>();
        named.forEach((caseId, series) -> {
            if (!series.caseFolder().isEmpty() && series.caseName().isEmpty()) {
                findings.add(new Finding(
                        caseId,
                        BadInput.C7,
                        Severity.WARNING,
                        "named by letters, as its folder's name tells whose or of when it is"));
            }
            write(series, FileName.inside(out, caseId + ".nii.gz"), options, files, findings, caseId);
        });
        return new Conversion(files, findings);
    }

    /** What is wrong with a series is a finding; what is wrong with the target ends everything. */
    private static void write(
            DicomSeries series,
            Path out,
            DicomOptions options,
            List<Path> files,
            List<Finding> findings,
            String caseId) {
        try {
            DicomVolume volume = series.load(options);
            NiftiWriter.write(volume.volume(), out);
            files.add(out);
            volume.notes().forEach(note -> findings.add(note.in(caseId)));
            VolumeChecks.fieldOfView(volume.volume().geometry()).ifPresent(odd -> findings.add(odd.in(caseId)));
        } catch (DataException e) {
            if (e.kind().filter(BadInput.C2::equals).isPresent()) {
                throw e;
            }
            findings.add(e.toFinding(caseId));
        }
    }
}
