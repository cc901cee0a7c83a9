package org.attunet.data.dicom;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What a segmentation in DICOM must refer to.
 *
 * @param studyUid StudyInstanceUID
 * @param seriesUid SeriesInstanceUID
 * @param columns pixels along a row of the images
 * @param rows pixels along a column of the images
 * @param lossy whether the images were ever compressed with loss
 * @param patient whose images they are, where that is to be written; kept from all messages
 * @param slices the images, in the order of the volume's third axis; none where a slice was interpolated
 */
public record DicomSource(
        String studyUid,
        String seriesUid,
        int columns,
        int rows,
        boolean lossy,
        Optional<Patient> patient,
        List<SourceSlice> slices) {
    /** Keeps its own copy of the list. */
    public DicomSource {
        slices = List.copyOf(slices);
    }

    /** FrameOfReferenceUID of the first image, empty where it has none. */
    public String frameOfReferenceUid() {
        return slices.get(0).frameOfReferenceUid();
    }

    /** Why a place or a reference does not mean one image; empty where each does. For messages, with counts. */
    List<String> ambiguities() {
        List<String> found = new ArrayList<>();
        Map<String, Long> frames = count(SourceSlice::frameOfReferenceUid);
        if (frames.size() > 1) {
            String counts = frames.entrySet().stream()
                    .map(frame -> frame.getValue() + (frame.getKey().isEmpty() ? " in none" : ""))
                    .collect(Collectors.joining(", "));
            found.add("the slices lie in different frames of reference (slices in each: " + counts
                    + "), between which positions cannot be compared");
        }
        long sharing = count(SourceSlice::sopInstanceUid).entrySet().stream()
                .filter(uid -> !uid.getKey().isEmpty() && uid.getValue() > 1)
                .mapToLong(Map.Entry::getValue)
                .sum();
        if (sharing > 0) {
            found.add(sharing + " slices share their SOP instance UID with another, so that it names none of them");
        }
        return found;
    }

    private Map<String, Long> count(Function<SourceSlice, String> uid) {
        return slices.stream().collect(Collectors.groupingBy(uid, LinkedHashMap::new, Collectors.counting()));
    }
}
