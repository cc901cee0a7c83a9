package org.attunet.eval.report;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.attunet.data.BadInput;
import org.attunet.data.DataException;
import org.attunet.data.Finding;
import org.attunet.data.Severity;
import org.attunet.data.dataset.GivenMask;
import org.attunet.data.dataset.LabelMap;
import org.attunet.data.volume.Mask;

/** The values in a set of masks and in their labels, background aside, and how many voxels have each. */
final class MaskValues {
    /** A program for the whole body knows a hundred organs. */
    private static final int MOST_NAMED = 8;

    private final int scored;
    private final LabelMap map;
    private final TreeMap<Integer, Long> inFiles = new TreeMap<>();
    private final TreeMap<Integer, Long> predicted = new TreeMap<>();
    private final TreeMap<Integer, Long> labelled = new TreeMap<>();

    /**
     * @param scored the class that is scored; a case set may well lack it on one side
     * @param map how values were read
     */
    MaskValues(int scored, LabelMap map) {
        this.scored = scored;
        this.map = map;
    }

    void add(GivenMask prediction, Mask label) {
        prediction.values().forEach((value, count) -> inFiles.merge(value, count, Long::sum));
        count(prediction.mask(), predicted);
        count(label, labelled);
    }

    private static void count(Mask mask, Map<Integer, Long> counts) {
        long[] histogram = mask.histogram();
        for (int value = 1; value < histogram.length; value++) {
            if (histogram[value] > 0) {
                counts.merge(value, histogram[value], Long::sum);
            }
        }
    }

    /**
     * Refuses masks of which one side knows classes that the other does not, such as several against one, or 255 against 1, and
     * labels without the class that is scored: the scores would be of something else, or zero, or perfect, without a word. Where
     * a map says what the masks' values mean, either side may hold more classes.
     */
    void requireAlike() {
        Collection<Integer> onlyPredicted = without(predicted, labelled);
        Collection<Integer> onlyLabelled = without(labelled, predicted);
        boolean unknown = map.isEmpty() && !(onlyPredicted.isEmpty() && onlyLabelled.isEmpty());
        boolean nothingToFind = !labelled.isEmpty() && !labelled.containsKey(scored);
        if (unknown || nothingToFind) {
            throw DataException.refuse(
                    BadInput.L6,
                    "predictions and labels",
                    unknown ? "they hold different values" : "no label holds the class that is scored",
                    unknown ? "the same classes in both" : "the value " + scored + " in labels",
                    "in predictions " + listed(predicted) + ", in labels " + listed(labelled),
                    remedy(onlyPredicted));
        }
    }

    private String remedy(Collection<Integer> onlyPredicted) {
        String example = onlyPredicted.size() == 1
                ? "--map " + onlyPredicted.iterator().next() + "=" + scored
                : "--map VALUE=" + scored;
        return "Write both with 0 for background and " + scored
                + " for the organ, or say which value of the predictions it is: " + example
                + "; labels of a dataset are mapped by dataset.yaml, with --data in place of --labels.";
    }

    private Collection<Integer> without(Map<Integer, Long> these, Map<Integer, Long> others) {
        return these.keySet().stream()
                .filter(value -> value != scored && !others.containsKey(value))
                .toList();
    }

    /** What the map did that nobody asked for by name: L6, of the whole set. */
    List<Finding> findings() {
        if (map.isEmpty()) {
            return List.of();
        }
        List<Finding> findings = new ArrayList<>();
        Map<Integer, Long> unlisted = new TreeMap<>(inFiles);
        unlisted.keySet().removeIf(map::lists);
        if (!unlisted.isEmpty()) {
            findings.add(
                    warning("values that --map " + map + " does not list count as background: " + listed(unlisted)));
        }
        Collection<Integer> further = without(predicted, labelled);
        if (!further.isEmpty()) {
            findings.add(warning("classes of --map " + map + " that no label holds: " + further + "; only class "
                    + scored + " is scored"));
        }
        List<Integer> organ = map.valuesOf(scored);
        if (!organ.contains(0) && organ.stream().noneMatch(inFiles::containsKey)) {
            findings.add(warning("no prediction holds a value that --map " + map + " reads as class " + scored
                    + "; they hold " + listed(inFiles)));
        }
        return findings;
    }

    private static Finding warning(String message) {
        return Finding.of(BadInput.L6, Severity.WARNING, message);
    }

    /** Values with their voxels, the largest first where there are too many to name. */
    private static String listed(Map<Integer, Long> counts) {
        if (counts.isEmpty()) {
            return "nothing";
        }
        if (counts.size() <= MOST_NAMED) {
            return text(counts.entrySet());
        }
        List<Map.Entry<Integer, Long>> largest = counts.entrySet().stream()
                .sorted(Map.Entry.<Integer, Long>comparingByValue().reversed())
                .toList();
        long rest =
                largest.stream().skip(MOST_NAMED).mapToLong(Map.Entry::getValue).sum();
        return text(largest.subList(0, MOST_NAMED)) + " and " + (counts.size() - MOST_NAMED) + " more values (" + rest
                + " voxels)";
    }

    private static String text(Collection<Map.Entry<Integer, Long>> counts) {
        return counts.stream()
                .map(entry -> entry.getKey() + " (" + entry.getValue() + " voxels)")
                .collect(Collectors.joining(", "));
    }
}
