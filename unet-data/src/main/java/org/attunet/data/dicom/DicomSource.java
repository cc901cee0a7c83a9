package org.attunet.data.dicom;

import java.util.List;

/**
 * What a segmentation in DICOM must refer to.
 *
 * @param studyUid StudyInstanceUID
 * @param seriesUid SeriesInstanceUID
 * @param frameOfReferenceUid FrameOfReferenceUID, empty where the files have none
 * @param columns pixels along a row of the images
 * @param rows pixels along a column of the images
 * @param lossy whether the images were ever compressed with loss
 * @param slices the images, in the order of the volume's third axis; none where a slice was interpolated
 */
public record DicomSource(
        String studyUid,
        String seriesUid,
        String frameOfReferenceUid,
        int columns,
        int rows,
        boolean lossy,
        List<SourceSlice> slices) {
    /** Keeps its own copy of the list. */
    public DicomSource {
        slices = List.copyOf(slices);
    }
}
