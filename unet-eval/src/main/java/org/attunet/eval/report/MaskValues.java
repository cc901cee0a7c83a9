package org.attunet.eval.report;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.attunet.data.DataException;
import org.attunet.data.volume.Mask;

/** The values in a folder of masks, background aside, and how many voxels have each. */
final class MaskValues {
    private final TreeMap<Integer, Long> counts = new TreeMap<>();

    void add(Mask mask) {
        long[] histogram = new long[256];
        for (byte label : mask.labels()) {
            histogram[label & 0xff]++;
        }
        for (int value = 1; value < histogram.length; value++) {
            if (histogram[value] > 0) {
                counts.merge(value, histogram[value], Long::sum);
            }
        }
    }

    /**
     * Refuses masks of which one folder knows values that the other does not, such as several classes against one, or 255
     * against 1: the scores would be of something else, or zero, without a word.
     *
     * @param scored the value that is scored; a case set may well lack it on one side
     */
    static Optional<DataException> difference(MaskValues predictions, MaskValues labels, int scored) {
        Map<Integer, Long> onlyPredicted = predictions.without(labels, scored);
        Map<Integer, Long> onlyLabelled = labels.without(predictions, scored);
        if (onlyPredicted.isEmpty() && onlyLabelled.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(DataException.refuse(
                "L6",
                "predictions and labels",
                "they hold different values",
                "the same classes in both",
                "in predictions " + listed(predictions.counts) + ", in labels " + listed(labels.counts),
                "Write both with 0 for background and " + scored + " for the organ."));
    }

    private Map<Integer, Long> without(MaskValues others, int scored) {
        Map<Integer, Long> left = new TreeMap<>(counts);
        left.keySet().removeAll(others.counts.keySet());
        left.remove(scored);
        return left;
    }

    private static String listed(Map<Integer, Long> counts) {
        return counts.isEmpty()
                ? "nothing"
                : counts.entrySet().stream()
                        .map(entry -> entry.getKey() + " (" + entry.getValue() + " voxels)")
                        .collect(Collectors.joining(", "));
    }
}
