package org.attunet.data.dicom;

import java.util.Optional;

/** What one file says of its image, in the terms of DICOM (LPS mm). */
final class SliceHeader {
    private final DataSet set;
    private final String path;
    private final int ordinal;
    private final Rescale rescale;
    private final Optional<Patient> patient;

    /**
     * Reads from the file's elements.
     *
     * @param path below the root; not for any message
     * @param ordinal place among all files in the order of their paths, from 1
     */
    SliceHeader(DataSet set, String path, int ordinal) {
        this.set = set.headers();
        this.rescale = Rescale.of(set);
        this.patient = patientOf(set);
        this.path = path;
        this.ordinal = ordinal;
    }

    String path() {
        return path;
    }

    /** Folder of the file below the root, empty for the root itself. */
    String folder() {
        return folder(path);
    }

    /** Of any path below the root. */
    static String folder(String path) {
        int slash = path.lastIndexOf('/');
        return slash < 0 ? "" : path.substring(0, slash);
    }

    /** Distinguishes patients; not for any message. */
    String patientKey() {
        return set.text(Tags.PATIENT_ID) + "^" + set.text(Tags.PATIENT_NAME);
    }

    /** How a message names the file: see {@link FileLabel}. */
    String label() {
        return FileLabel.of(path, ordinal);
    }

    Optional<String> fault() {
        return set.fault();
    }

    boolean isBare() {
        return set.isBare();
    }

    /** Whether the file's header names another transfer syntax than it is written in. */
    boolean isMisdeclared() {
        return set.isMisdeclared();
    }

    TransferSyntax syntax() {
        return set.syntax();
    }

    String sopClass() {
        return set.text(Tags.SOP_CLASS);
    }

    String sopInstance() {
        return set.text(Tags.SOP_INSTANCE);
    }

    String studyUid() {
        return set.text(Tags.STUDY_UID);
    }

    String seriesUid() {
        return set.text(Tags.SERIES_UID);
    }

    String frameOfReference() {
        return set.text(Tags.FRAME_OF_REFERENCE);
    }

    Optional<Integer> seriesNumber() {
        double number = set.number(Tags.SERIES_NUMBER).orElse(-1);
        return number >= 0 && number <= 99999 ? Optional.of((int) number) : Optional.empty();
    }

    String modality() {
        return set.text(Tags.MODALITY);
    }

    String imageType() {
        return set.text(Tags.IMAGE_TYPE);
    }

    boolean isDirectory() {
        return set.has(Tags.DIRECTORY_RECORDS)
                || path.substring(path.lastIndexOf('/') + 1).equalsIgnoreCase("DICOMDIR");
    }

    boolean hasPixels() {
        return set.has(Tags.PIXELS);
    }

    /** Whether the pixels are floating-point numbers, of 32 or 64 bits. */
    boolean hasFloatPixels() {
        return set.has(Tags.FLOAT_PIXELS) || set.has(Tags.DOUBLE_PIXELS);
    }

    int frames() {
        return (int) set.number(Tags.FRAMES).orElse(1);
    }

    int samples() {
        return set.unsigned(Tags.SAMPLES).orElse(1);
    }

    String photometric() {
        return set.text(Tags.PHOTOMETRIC);
    }

    /** LPS mm of the first pixel's centre. */
    Optional<double[]> position() {
        return set.numbers(Tags.POSITION).filter(values -> values.length == 3);
    }

    /** Direction in which columns grow, then direction in which rows grow, in LPS. */
    Optional<double[]> orientation() {
        return set.numbers(Tags.ORIENTATION).filter(values -> values.length == 6);
    }

    /** How the image lies, where the file says so and it can be. */
    Optional<SlicePlane> plane() {
        return orientation().flatMap(SlicePlane::of);
    }

    /** mm between rows, then mm between columns. */
    Optional<double[]> pixelSpacing() {
        return set.numbers(Tags.PIXEL_SPACING).filter(values -> values.length == 2 && values[0] > 0 && values[1] > 0);
    }

    /** Whether the image was ever compressed with loss. */
    boolean isLossy() {
        return set.text(Tags.LOSSY).equals("01");
    }

    /** How its values become HU. */
    Rescale rescale() {
        return rescale;
    }

    PixelFormat format() {
        int allocated = set.unsigned(Tags.BITS_ALLOCATED).orElse(0);
        int stored = set.unsigned(Tags.BITS_STORED).orElse(allocated);
        return new PixelFormat(
                set.unsigned(Tags.ROWS).orElse(0),
                set.unsigned(Tags.COLUMNS).orElse(0),
                allocated,
                stored,
                set.unsigned(Tags.HIGH_BIT).orElse(stored - 1),
                set.unsigned(Tags.SIGNED).orElse(0) == 1);
    }

    /** Lowest and highest stored value that stands for "nothing here", where the file names one. */
    Optional<int[]> padding() {
        if (set.unsigned(Tags.PADDING).isEmpty()) {
            return Optional.empty();
        }
        PixelFormat format = format();
        int value = format.value(set.unsigned(Tags.PADDING).getAsInt());
        int limit = format.value(set.unsigned(Tags.PADDING_LIMIT)
                .orElse(set.unsigned(Tags.PADDING).getAsInt()));
        return Optional.of(new int[] {Math.min(value, limit), Math.max(value, limit)});
    }

    private static Optional<Patient> patientOf(DataSet set) {
        String characters = set.text(SegmentationTags.CHARACTER_SET);
        Optional<String> name = CharacterSets.decode(set.value(Tags.PATIENT_NAME), characters);
        Optional<String> id = CharacterSets.decode(set.value(Tags.PATIENT_ID), characters);
        boolean removed = set.text(Tags.IDENTITY_REMOVED).equals("YES");
        return name.flatMap(text -> id.map(number -> new Patient(plain(text), plain(number), removed)));
    }

    private static String plain(String text) {
        return text.replaceAll("\\p{Cntrl}", "").strip();
    }

    /** Whose image it is; nothing where that cannot be decoded. Not for any message. */
    Optional<Patient> patient() {
        return patient;
    }

    /** What must not appear in any name. */
    Identity identity() {
        return Identity.of(set);
    }
}
