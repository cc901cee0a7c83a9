package org.attunet.data.dicom;

import java.math.BigInteger;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.IntStream;
import org.attunet.data.dicom.SegmentationFrames.Frame;
import org.attunet.data.volume.Affine;
import org.attunet.data.volume.Geometry;

/**
 * The data set of a binary segmentation (DICOM PS3.3, A.51). Study, source series and frame of reference are those of the
 * images. Of the patient it says nothing unless the source does: those elements are there, as they must be, and empty.
 */
final class SegmentationObject {
    static final String CLASS = "1.2.840.10008.5.1.4.1.1.66.4";

    private static final String[] NO_VALUE = {};

    private final Geometry grid;
    private final DicomSource source;
    private final SegmentationNotes notes;
    private final SegmentationFrames frames;
    private final LocalDateTime made;
    private final String uid = newUid();
    private final String dimensions = newUid();

    /**
     * @param grid of the mask, its third axis across the images
     * @param made when
     */
    SegmentationObject(
            Geometry grid, DicomSource source, SegmentationNotes notes, SegmentationFrames frames, LocalDateTime made) {
        this.grid = grid;
        this.source = source;
        this.notes = notes;
        this.frames = frames;
        this.made = made;
    }

    /** A number of one's own, as RFC 4122 and DICOM PS3.5 B.2 make it. */
    private static String newUid() {
        UUID uuid = UUID.randomUUID();
        return "2.25." + new BigInteger(uuid.toString().replace("-", ""), 16);
    }

    /** SOPInstanceUID. */
    String uid() {
        return uid;
    }

    Elements elements() {
        Elements set = new Elements();
        identification(set);
        withoutPatient(set);
        source.patient()
                .ifPresentOrElse(
                        patient -> identify(set, patient),
                        () -> deidentified(set, "names, numbers and dates were not taken over"));
        equipment(set);
        image(set);
        dimensions(set);
        SourceImages images = new SourceImages(source, grid.size());
        set.item(SegmentationTags.REFERENCED_SERIES, images.series());
        set.items(
                SegmentationTags.SEGMENTS,
                IntStream.rangeClosed(1, notes.segments().size())
                        .mapToObj(this::segment)
                        .toList());
        set.item(SegmentationTags.SHARED_GROUPS, shared());
        set.items(SegmentationTags.FRAME_GROUPS, perFrame(images));
        return set.bytes(Tags.PIXELS, frames.bits());
    }

    private void identification(Elements set) {
        set.text(SegmentationTags.CHARACTER_SET, "CS", "ISO_IR 192")
                .text(Tags.SOP_CLASS, "UI", CLASS)
                .text(Tags.SOP_INSTANCE, "UI", uid)
                .text(Tags.STUDY_UID, "UI", source.studyUid())
                .text(Tags.SERIES_UID, "UI", newUid())
                .text(Tags.MODALITY, "CS", "SEG")
                .text(Tags.SERIES_NUMBER, "IS", "1")
                .text(SegmentationTags.SERIES_DESCRIPTION, "LO", "Automatic segmentation, for research only")
                .text(SegmentationTags.INSTANCE_NUMBER, "IS", "1")
                .text(Tags.CONTENT_DATE, "DA", DateTimeFormatter.BASIC_ISO_DATE.format(made.toLocalDate()))
                .text(
                        SegmentationTags.CONTENT_TIME,
                        "TM",
                        DateTimeFormatter.ofPattern("HHmmss", Locale.ROOT).format(made))
                .text(Tags.FRAME_OF_REFERENCE, "UI", frameOfReference())
                .empty("LO", SegmentationTags.POSITION_INDICATOR);
    }

    /** Positions need one; images without any have their series' own. */
    private String frameOfReference() {
        return source.frameOfReferenceUid().isEmpty() ? newUid() : source.frameOfReferenceUid();
    }

    private static void withoutPatient(Elements set) {
        set.empty("PN", Tags.PATIENT_NAME, SegmentationTags.REFERRING_PHYSICIAN)
                .empty("LO", Tags.PATIENT_ID)
                .empty("DA", Tags.BIRTH_DATE, Tags.STUDY_DATE)
                .empty("CS", SegmentationTags.PATIENT_SEX)
                .empty("TM", SegmentationTags.STUDY_TIME)
                .empty("SH", SegmentationTags.STUDY_ID, Tags.ACCESSION_NUMBER);
    }

    private static void deidentified(Elements set, String how) {
        set.text(Tags.IDENTITY_REMOVED, "CS", "YES").text(SegmentationTags.DEIDENTIFICATION, "LO", how);
    }

    private static void identify(Elements set, Patient patient) {
        set.text(Tags.PATIENT_NAME, "PN", patient.name()).text(Tags.PATIENT_ID, "LO", patient.id());
        if (patient.isPseudonym()) {
            deidentified(set, "as in the source images");
        } else {
            set.text(Tags.IDENTITY_REMOVED, "CS", "NO");
        }
    }

    private void equipment(Elements set) {
        set.text(SegmentationTags.MANUFACTURER, "LO", "attunet")
                .text(SegmentationTags.MANUFACTURER_MODEL, "LO", "Attention U-Net")
                .text(SegmentationTags.DEVICE_SERIAL, "LO", "0")
                .text(SegmentationTags.SOFTWARE, "LO", notes.version());
    }

    private void image(Elements set) {
        set.text(Tags.IMAGE_TYPE, "CS", "DERIVED", "PRIMARY")
                .text(SegmentationTags.CONTENT_LABEL, "CS", "SEGMENTATION")
                .text(SegmentationTags.CONTENT_DESCRIPTION, "LO", notes.algorithm())
                .text(SegmentationTags.CONTENT_CREATOR, "PN", NO_VALUE)
                .shorts(Tags.SAMPLES, 1)
                .text(Tags.PHOTOMETRIC, "CS", "MONOCHROME2")
                .text(Tags.FRAMES, "IS", Integer.toString(frames.frames().size()))
                .shorts(Tags.ROWS, grid.size().y())
                .shorts(Tags.COLUMNS, grid.size().x())
                .shorts(Tags.BITS_ALLOCATED, 1)
                .shorts(Tags.BITS_STORED, 1)
                .shorts(Tags.HIGH_BIT, 0)
                .shorts(Tags.SIGNED, 0)
                .text(Tags.LOSSY, "CS", source.lossy() ? "01" : "00")
                .text(SegmentationTags.TYPE, "CS", "BINARY")
                .text(SegmentationTags.OVERLAP, "CS", "NO");
    }

    private void dimensions(Elements set) {
        set.item(
                SegmentationTags.DIMENSION_ORGANIZATION,
                new Elements().text(SegmentationTags.DIMENSION_UID, "UI", dimensions));
        set.items(
                SegmentationTags.DIMENSION_INDEX,
                List.of(
                        dimension(SegmentationTags.SEGMENT_OF_FRAME, SegmentationTags.REFERENCED_SEGMENT, "Segment"),
                        dimension(SegmentationTags.PLANE_POSITION, Tags.POSITION, "Position")));
    }

    private Elements dimension(int group, int element, String label) {
        return new Elements()
                .text(SegmentationTags.DIMENSION_UID, "UI", dimensions)
                .pointer(SegmentationTags.DIMENSION_POINTER, element)
                .pointer(SegmentationTags.GROUP_POINTER, group)
                .text(SegmentationTags.DIMENSION_LABEL, "LO", label);
    }

    private Elements segment(int label) {
        String name = notes.segments().get(label - 1);
        return new Elements()
                .shorts(SegmentationTags.SEGMENT_NUMBER, label)
                .text(SegmentationTags.SEGMENT_LABEL, "LO", name)
                .text(SegmentationTags.ALGORITHM_TYPE, "CS", "AUTOMATIC")
                .text(SegmentationTags.ALGORITHM_NAME, "LO", notes.algorithm())
                .code(SegmentationTags.CATEGORY_CODE, Organs.STRUCTURE)
                .code(SegmentationTags.TYPE_CODE, Organs.named(name));
    }

    private Elements shared() {
        double rows = grid.spacing().y();
        double columns = grid.spacing().x();
        double step = grid.spacing().z();
        double[] along = unit(0);
        double[] down = unit(1);
        return new Elements()
                .item(
                        SegmentationTags.PIXEL_MEASURES,
                        new Elements()
                                .decimals(SegmentationTags.SLICE_THICKNESS, step)
                                .decimals(SegmentationTags.SLICE_STEP, step)
                                .decimals(Tags.PIXEL_SPACING, rows, columns))
                .item(
                        SegmentationTags.PLANE_ORIENTATION,
                        new Elements()
                                .decimals(Tags.ORIENTATION, along[0], along[1], along[2], down[0], down[1], down[2]));
    }

    /** Direction of an array axis in LPS, of length 1. */
    private double[] unit(int axis) {
        Affine affine = grid.affine();
        double length = affine.columnLength(axis);
        return new double[] {-affine.get(0, axis) / length, -affine.get(1, axis) / length, affine.get(2, axis) / length
        };
    }

    private List<Elements> perFrame(SourceImages images) {
        List<Integer> slices =
                frames.frames().stream().map(Frame::slice).distinct().sorted().toList();
        List<Elements> items = new ArrayList<>();
        for (Frame frame : frames.frames()) {
            double[] ras = grid.affine().apply(0, 0, frame.slice());
            items.add(new Elements()
                    .item(SegmentationTags.DERIVATION, images.derivation(frame.slice()))
                    .item(
                            SegmentationTags.FRAME_CONTENT,
                            new Elements()
                                    .integers(
                                            SegmentationTags.DIMENSION_VALUES,
                                            frame.label(),
                                            slices.indexOf(frame.slice()) + 1))
                    .item(
                            SegmentationTags.PLANE_POSITION,
                            new Elements().decimals(Tags.POSITION, -ras[0], -ras[1], ras[2]))
                    .item(
                            SegmentationTags.SEGMENT_OF_FRAME,
                            new Elements().shorts(SegmentationTags.REFERENCED_SEGMENT, frame.label())));
        }
        return items;
    }
}
