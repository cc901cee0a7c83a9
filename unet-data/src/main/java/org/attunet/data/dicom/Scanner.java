package org.attunet.data.dicom;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.attunet.data.BadInput;
import org.attunet.data.DataException;
import org.attunet.data.FileKind;
import org.attunet.data.Finding;
import org.attunet.data.Severity;

/** Sorts the files of a folder into series and what takes no part. */
final class Scanner {
    private final Path root;
    private final Map<SkipReason, Integer> setAside = new EnumMap<>(SkipReason.class);
    private final Map<String, List<SliceHeader>> slices = new LinkedHashMap<>();
    private final List<BadFile> broken = new ArrayList<>();

    Scanner(Path root) {
        this.root = root;
    }

    DicomScan scan() {
        try (DicomFiles files = DicomFiles.open(root)) {
            count(SkipReason.LOOP, files.loops());
            for (int n = 0; n < files.paths().size(); n++) {
                look(files, files.paths().get(n), n + 1);
            }
        }
        List<DicomSeries> series = series();
        if (series.isEmpty()) {
            throw nothing();
        }
        return new DicomScan(series, setAside, findings());
    }

    private void look(DicomFiles files, String path, int ordinal) {
        if (name(path).startsWith("._")) {
            return; // what macOS leaves beside every file on other systems' disks and in archives
        }
        boolean lost = files.isLost(path);
        byte[] start = lost ? new byte[0] : files.start(path, Part10.SNIFFED);
        Optional<String> pointer = lost ? Optional.of("it is a link that leads nowhere") : Packed.pointer(start);
        if (pointer.isPresent() && !name(path).startsWith(".")) {
            broken.add(BadFile.lost(path, ordinal, pointer.get()));
            return;
        }
        if (start.length == 0) {
            // What the Finder and others leave behind is no slice that got lost.
            count(name(path).startsWith(".") ? SkipReason.NOT_DICOM : SkipReason.EMPTY, 1);
            return;
        }
        Optional<DataSet> set = Part10.looksLikeDicom(start) ? Part10.read(files.read(path)) : Optional.empty();
        if (set.isEmpty()) {
            count(Packed.kind(start).orElse(SkipReason.NOT_DICOM), 1);
            return;
        }
        sort(new SliceHeader(set.get(), path, ordinal));
    }

    private static String name(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    private void sort(SliceHeader header) {
        if (header.isDirectory()) {
            count(SkipReason.DIRECTORY, 1);
            return;
        }
        boolean unknown = header.sopClass().isEmpty() && header.modality().isEmpty();
        if (header.fault().isPresent() && (unknown || header.seriesUid().isEmpty())) {
            broken.add(BadFile.damaged(header));
            return;
        }
        SkipReason reason = SkipReason.of(header);
        if (reason != null) {
            count(reason, 1);
            return;
        }
        String key = header.seriesUid().isEmpty() ? "in " + header.folder() : header.seriesUid();
        slices.computeIfAbsent(key, any -> new ArrayList<>()).add(header);
    }

    private void count(SkipReason reason, int files) {
        if (files > 0) {
            setAside.merge(reason, files, Integer::sum);
        }
    }

    private List<DicomSeries> series() {
        CaseFolders folders = new CaseFolders(slices.values());
        List<List<SliceHeader>> aligned = new ArrayList<>();
        for (List<SliceHeader> all : slices.values()) {
            folders.apart(all).forEach(one -> aligned.add(largestOrientation(one)));
        }
        CaseFolders cases = new CaseFolders(aligned);
        Map<String, Optional<SlicePlane>> main = mainPlanes(aligned, cases);
        List<DicomSeries> series = new ArrayList<>();
        for (List<SliceHeader> one : aligned) {
            String caseFolder = cases.of(one.get(0));
            boolean other = isOther(one, main.get(caseFolder));
            if (other) {
                count(SkipReason.OTHER_ORIENTATION, one.size());
            }
            series.add(new DicomSeries(root, series.size() + 1, caseFolder, one, brokenBeside(one), other));
        }
        return series;
    }

    /** The slices that lie as most of them do, and those whose place is unknown. */
    private List<SliceHeader> largestOrientation(List<SliceHeader> all) {
        Optional<SlicePlane> most = mostCommon(all);
        if (most.isEmpty()) {
            return all;
        }
        List<SliceHeader> kept = all.stream()
                .filter(slice -> slice.plane().map(most.get()::isLike).orElse(true))
                .toList();
        count(SkipReason.OTHER_ORIENTATION, all.size() - kept.size());
        return kept;
    }

    private static Optional<SlicePlane> mostCommon(List<SliceHeader> all) {
        Map<SlicePlane, Integer> counts = new LinkedHashMap<>();
        for (SliceHeader slice : all) {
            slice.plane().ifPresent(plane -> {
                SlicePlane like = counts.keySet().stream()
                        .filter(plane::isLike)
                        .findFirst()
                        .orElse(plane);
                counts.merge(like, 1, Integer::sum);
            });
        }
        return counts.entrySet().stream().max(Map.Entry.comparingByValue()).map(Map.Entry::getKey);
    }

    /** How the longest series of every case lies; one that was scanned goes before what was computed from it. */
    private static Map<String, Optional<SlicePlane>> mainPlanes(List<List<SliceHeader>> all, CaseFolders cases) {
        return all.stream()
                .collect(Collectors.groupingBy(
                        one -> cases.of(one.get(0)),
                        Collectors.collectingAndThen(
                                Collectors.maxBy(
                                        Comparator.comparing(Scanner::isScanned).thenComparingInt(List::size)),
                                longest -> longest.flatMap(Scanner::mostCommon))));
    }

    private static boolean isScanned(List<SliceHeader> one) {
        return !one.get(0).imageType().startsWith("DERIVED");
    }

    /** Whether the series' normal points elsewhere than the main one's, up or down being the same. */
    private static boolean isOther(List<SliceHeader> one, Optional<SlicePlane> main) {
        Optional<SlicePlane> own = mostCommon(one);
        return own.isPresent()
                && main.isPresent()
                && Math.abs(Vectors.dot(
                                own.get().normal().vector(), main.get().normal().vector()))
                        < 0.9;
    }

    private List<BadFile> brokenBeside(List<SliceHeader> one) {
        List<String> folders = one.stream().map(SliceHeader::folder).distinct().toList();
        return broken.stream().filter(file -> folders.contains(file.folder())).toList();
    }

    private List<Finding> findings() {
        List<Finding> findings = new ArrayList<>();
        setAside.forEach((reason, count) -> {
            findings.add(Finding.of(
                    reason.code(),
                    reason.mayHideSlices() ? Severity.WARNING : Severity.FIXED,
                    "set aside: " + count + (count == 1 ? " file " : " files ") + reason.label()));
        });
        for (BadFile.Kind kind : BadFile.Kind.values()) {
            List<BadFile> files =
                    broken.stream().filter(file -> file.kind() == kind).toList();
            if (!files.isEmpty()) {
                findings.add(brokenFinding(kind, files));
            }
        }
        return findings;
    }

    private static Finding brokenFinding(BadFile.Kind kind, List<BadFile> files) {
        BadFile first = files.get(0);
        return Finding.of(
                kind.code(),
                Severity.ERROR,
                files.size() + " " + kind.several() + "; the first is " + first.label() + ": " + first.reason());
    }

    private DataException nothing() {
        if (!broken.isEmpty()) {
            return broken.get(0).refused("DICOM input", broken.size());
        }
        if (setAside.containsKey(SkipReason.DIRECTORY) && Files.isRegularFile(root)) {
            return ofDirectory();
        }
        boolean noCt = setAside.containsKey(SkipReason.NOT_CT) || setAside.containsKey(SkipReason.COLOUR);
        boolean hidden = setAside.keySet().stream().anyMatch(reason -> reason.code() == BadInput.D28);
        boolean other = setAside.keySet().stream().anyMatch(reason -> reason.code() == BadInput.D7);
        return DataException.refuse(
                noCt ? BadInput.D22 : hidden ? BadInput.D28 : other ? BadInput.D7 : BadInput.D17,
                "DICOM input",
                noCt ? "no CT is in it" : "no slice of a CT is in it",
                "slices of a CT series",
                other(FileKind::what).orElse(setAside.isEmpty() ? "no file" : counted()),
                hidden
                        ? "Unpack archives and compressed files first (unzip, tar -xf, gunzip), and name the folder that holds the CT series."
                        : other(FileKind::remedy).orElse("Name the folder that holds the CT series."));
    }

    /** Of a single file that was named and is of another kind, or an archive of such files. */
    private Optional<String> other(Function<FileKind, String> part) {
        boolean foreign = setAside.keySet().equals(Set.of(SkipReason.NOT_DICOM)) && Files.isRegularFile(root);
        return foreign ? FileKind.of(root).map(part) : Optional.empty();
    }

    private DataException ofDirectory() {
        Path folder = root.getParent() == null ? Path.of(".") : root.getParent();
        return DataException.refuse(
                BadInput.D17,
                root,
                "this is the directory (DICOMDIR) of a DICOM folder and holds no image",
                "a folder, a zip archive or a DICOM image",
                "a DICOMDIR",
                "Name the folder that it lies in: --in " + folder);
    }

    private String counted() {
        return setAside.entrySet().stream()
                .map(entry -> entry.getValue() + " " + entry.getKey().label())
                .collect(Collectors.joining(", "));
    }
}
