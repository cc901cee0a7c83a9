package org.attunet.data.dicom;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.attunet.data.dicom.Elements.Code;
import org.attunet.data.volume.Size;

/** References from a segmentation to the images it was made from. */
final class SourceImages {
    private static final Code SEGMENTED = new Code("113076", "DCM", "Segmentation");
    private static final Code PURPOSE = new Code("121322", "DCM", "Source image for image processing operation");

    private final DicomSource source;
    private final TreeMap<Integer, SourceSlice> byPlace = new TreeMap<>();
    private final boolean sameGrid;

    /** @param grid of the segmentation: larger than the images where a tilt was straightened */
    SourceImages(DicomSource source, Size grid) {
        this.source = source;
        source.slices().forEach(slice -> byPlace.put(slice.index(), slice));
        this.sameGrid = grid.x() == source.columns() && grid.y() == source.rows();
    }

    /** The image of a slice; the two around it where it was interpolated. */
    private List<SourceSlice> of(int slice) {
        return Stream.of(byPlace.floorEntry(slice), byPlace.ceilingEntry(slice))
                .filter(entry -> entry != null)
                .map(Map.Entry::getValue)
                .distinct()
                .toList();
    }

    /** What one frame was made from. */
    Elements derivation(int slice) {
        boolean preserved = sameGrid && byPlace.containsKey(slice);
        List<Elements> images = new ArrayList<>();
        for (SourceSlice image : of(slice)) {
            images.add(reference(image)
                    .text(SegmentationTags.LOCATIONS_PRESERVED, "CS", preserved ? "YES" : "NO")
                    .code(SegmentationTags.PURPOSE, PURPOSE));
        }
        return new Elements()
                .items(SegmentationTags.SOURCE_IMAGES, images)
                .code(SegmentationTags.DERIVATION_CODE, SEGMENTED);
    }

    /** The whole series, image by image. */
    Elements series() {
        return new Elements()
                .text(Tags.SERIES_UID, "UI", source.seriesUid())
                .items(
                        SegmentationTags.REFERENCED_INSTANCES,
                        source.slices().stream().map(SourceImages::reference).toList());
    }

    private static Elements reference(SourceSlice image) {
        return new Elements()
                .text(SegmentationTags.REFERENCED_CLASS, "UI", image.sopClassUid())
                .text(SegmentationTags.REFERENCED_INSTANCE, "UI", image.sopInstanceUid());
    }
}
