package org.attunet.data.dicom;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The slices of one series, known by their headers. */
public final class DicomSeries {
    private final Path root;
    private final int index;
    private final String caseFolder;
    private final List<SliceHeader> slices;
    private final List<BadFile> broken;
    private final boolean otherOrientation;

    DicomSeries(
            Path root,
            int index,
            String caseFolder,
            List<SliceHeader> slices,
            List<BadFile> broken,
            boolean otherOrientation) {
        this.root = root;
        this.index = index;
        this.caseFolder = caseFolder;
        this.slices = List.copyOf(slices);
        this.broken = List.copyOf(broken);
        this.otherOrientation = otherOrientation;
    }

    /** SeriesInstanceUID. */
    public String uid() {
        return slices.get(0).seriesUid();
    }

    /** SeriesNumber, where there is one. */
    public Optional<Integer> number() {
        return slices.get(0).seriesNumber();
    }

    /** Place among the series found, from 1. */
    public int index() {
        return index;
    }

    /** Files that belong to it. */
    public int size() {
        return slices.size();
    }

    /** Whether it lies otherwise than the longest series of its case, such as a coronal reformat. */
    public boolean isOtherOrientation() {
        return otherOrientation;
    }

    /** How messages name it: case folder, where its name identifies nobody, and number. */
    public String label() {
        String series =
                number().map(number -> "series " + number).orElse("series without number, found as no. " + index);
        return caseName().map(name -> name + ", " + series).orElse("DICOM " + series);
    }

    /** Path of the case folder below the root, which may name a patient. */
    String caseFolder() {
        return caseFolder;
    }

    /** Name of the case folder; nothing where the files lie in the root or the name says who or when. */
    Optional<String> caseName() {
        String name = caseFolder.substring(caseFolder.lastIndexOf('/') + 1);
        return name.isEmpty() || isToldBy(name) ? Optional.empty() : Optional.of(name);
    }

    /** Whether a name gives away the patient or the day, and so may not name what is made of the series. */
    public boolean isToldBy(String name) {
        return slices.get(0).identity().isToldBy(name);
    }

    /** Decodes all slices. Refused where they are no regular grid, unless the options allow for it. */
    public DicomVolume load(DicomOptions options) {
        new SeriesCheck(label(), slices).check(broken);
        try (DicomFiles files = DicomFiles.open(root)) {
            return new SeriesLoader(label(), slices, files, options).load();
        }
    }
}
