package org.attunet.data.dicom;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import org.attunet.data.AtomicFile;
import org.attunet.data.BadInput;
import org.attunet.data.DataException;
import org.attunet.data.FileFailure;
import org.attunet.data.volume.Mask;

/**
 * Masks of DICOM series as DICOM segmentations: binary, one bit per voxel, a frame for every slice that holds something, each
 * with its place in the body and the image it was made from. The patient's name and id
 * are only in them where the source has them, by {@link DicomOptions#identified()}; other numbers and dates never are.
 *
 * @see <a href="https://dicom.nema.org/medical/dicom/current/output/chtml/part03/sect_A.51.html">DICOM PS3.3, A.51</a>
 */
public final class DicomSegmentation {
    private static final String IMPLEMENTATION = "2.25.147695781189731814520150705151661723424";

    private DicomSegmentation() {}

    /**
     * Refuses a series that a segmentation cannot refer to, before any work is done for it.
     *
     * @throws DataException where study, series or an image has no number of its own, or places are meant in several frames
     */
    public static void checkSource(DicomSource source) {
        boolean nameless = source.slices().stream()
                .anyMatch(slice ->
                        slice.sopInstanceUid().isEmpty() || slice.sopClassUid().isEmpty());
        if (nameless || source.studyUid().isEmpty() || source.seriesUid().isEmpty()) {
            throw new DataException("a DICOM segmentation refers to its study, series and images by their UIDs, and"
                    + " these files lack some; write NIfTI instead (--format nifti)");
        }
        if (!source.ambiguities().isEmpty()) {
            throw DataException.refuse(
                    BadInput.D25,
                    "DICOM segmentation",
                    "its frames could not refer to one image and one place each",
                    "one frame of reference and a SOP instance UID of its own for every slice",
                    String.join("; ", source.ambiguities()),
                    "Write NIfTI instead (--format nifti).");
        }
    }

    /**
     * Writes a mask, reads it back and holds it against what was meant.
     *
     * @param mask on the grid of the series' volume; labels above the number of segments are left out
     * @param source the series
     * @param notes one name a label, and what made it
     * @param file appears whole or not at all
     */
    public static void write(Mask mask, DicomSource source, SegmentationNotes notes, Path file) {
        checkSource(source);
        int labels = notes.segments().size();
        SegmentationFrames frames = SegmentationFrames.of(mask, labels);
        var object = new SegmentationObject(
                mask.geometry(), source, notes, frames, LocalDateTime.now(ZoneId.systemDefault()));
        byte[] meta = meta(SegmentationObject.CLASS, object.uid());
        Elements elements = object.elements();
        AtomicFile.write(file, out -> {
            out.write(new byte[128]);
            out.write("DICM".getBytes(StandardCharsets.US_ASCII));
            out.write(meta);
            out.write(elements.bytes());
        });
        if (!holds(file, mask, labels)) {
            throw new DataException(file + " does not read back as it was written; is the disk sound?");
        }
    }

    /** What stands before a data set: of what class it is, its number, and that it is explicit little endian. */
    static byte[] meta(String sopClass, String uid) {
        Elements meta = new Elements()
                .bytes(SegmentationTags.META_VERSION, new byte[] {0, 1})
                .text(SegmentationTags.META_CLASS, "UI", sopClass)
                .text(SegmentationTags.META_INSTANCE, "UI", uid)
                .text(Tags.TRANSFER_SYNTAX, "UI", TransferSyntax.EXPLICIT.uid())
                .text(SegmentationTags.IMPLEMENTATION, "UI", IMPLEMENTATION)
                .text(SegmentationTags.IMPLEMENTATION_NAME, "SH", "ATTUNET");
        int length = meta.bytes().length;
        return meta.integers(SegmentationTags.META_LENGTH, length).bytes();
    }

    private static boolean holds(Path file, Mask mask, int labels) {
        try {
            return StoredSegmentation.of(Files.readAllBytes(file)).holds(mask, labels);
        } catch (IOException e) {
            throw new DataException("cannot read " + file + ": " + FileFailure.reason(e), e);
        }
    }
}
