package org.attunet.experiments.run;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import org.attunet.data.DataException;
import org.attunet.data.dicom.DicomOptions;
import org.attunet.data.nifti.AffineSource;
import org.attunet.data.nifti.NiftiFiles;
import org.attunet.experiments.place.Place;
import org.attunet.experiments.place.RemoteFiles;
import org.attunet.experiments.place.RemoteFiles.Entry;
import org.attunet.experiments.place.Scratch;
import org.attunet.experiments.run.Scan.Kind;

/**
 * CTs that lie elsewhere: NIfTI files of a folder; where there is none, its folders and zip archives, each a DICOM series. Which they are is
 * known by name, and each is copied here when it is read.
 *
 * @param dicom what to do about DICOM series
 * @param prefer which of a NIfTI header's forms counts where they disagree
 */
record RemoteScans(DicomOptions dicom, Optional<AffineSource> prefer) {
    /** What a remote file or folder holds. */
    List<Scan> in(Place place) {
        List<Entry> entries = RemoteFiles.of(place).list(place);
        List<Scan> nifti = scans(entries, RemoteScans::isNifti, Kind.NIFTI);
        List<Scan> found = nifti.isEmpty() ? scans(entries, RemoteScans::isSeries, Kind.DICOM) : nifti;
        if (found.isEmpty()) {
            throw new DataException(
                    place + " holds no scan: NIfTI files are expected, or DICOM series, each in a folder"
                            + " or zip archive of its own");
        }
        return Scan.apart(found, place);
    }

    private List<Scan> scans(List<Entry> entries, Predicate<Entry> which, Kind kind) {
        return entries.stream()
                .filter(which)
                .map(entry -> new Scan(id(entry.place()), kind, () -> read(entry.place())))
                .toList();
    }

    private static boolean isNifti(Entry entry) {
        String name = entry.place().name().toLowerCase(Locale.ROOT);
        return !entry.isFolder() && !name.startsWith(".") && (name.endsWith(".nii") || name.endsWith(".nii.gz"));
    }

    private static boolean isSeries(Entry entry) {
        String name = entry.place().name().toLowerCase(Locale.ROOT);
        return !name.startsWith(".") && (entry.isFolder() || name.endsWith(".zip"));
    }

    private static String id(Place place) {
        Path name = Path.of(place.name());
        return NiftiFiles.stem(name).orElse(place.name().replaceFirst("(?i)\\.zip$", ""));
    }

    private ScanImage read(Place place) {
        try (Scratch scratch = new Scratch()) {
            Path copy = scratch.folder().resolve(place.name());
            RemoteFiles.of(place).fetch(place, copy);
            try {
                return single(place, Scan.in(copy, dicom, prefer)).load().get();
            } catch (DataException e) {
                throw e.about(copy.toString(), place.toString());
            }
        }
    }

    private static Scan single(Place place, List<Scan> found) {
        if (found.size() > 1) {
            throw new DataException(place + " holds " + found.size()
                    + " series; one is expected: pick it with --series UID, or give each a folder of its own");
        }
        if (!found.get(0).id().equals(id(place))) {
            throw new DataException("the name of " + place
                    + " says whose scan it is or of which day; masks are named after" + " it, so give it another");
        }
        return found.get(0);
    }
}
