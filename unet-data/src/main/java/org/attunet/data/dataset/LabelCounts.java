package org.attunet.data.dataset;

import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.attunet.data.BadInput;
import org.attunet.data.Finding;
import org.attunet.data.Severity;

/**
 * How often which value occurs in label files, and what the dataset's map makes of it.
 *
 * @param voxels of each value as it stands in the files
 * @param map what the values mean
 */
record LabelCounts(SortedMap<Integer, Integer> voxels, LabelMap map) {
    /** Values that a message names one by one. */
    private static final int NAMED = 40;

    LabelCounts {
        voxels = Collections.unmodifiableSortedMap(new TreeMap<>(voxels));
    }

    /** Of several files of one dataset together. */
    static LabelCounts sum(Collection<LabelCounts> parts, LabelMap map) {
        SortedMap<Integer, Integer> all = new TreeMap<>();
        parts.forEach(part -> part.voxels.forEach((value, count) -> all.merge(value, count, Integer::sum)));
        return new LabelCounts(all, map);
    }

    /** Voxels of each class; those of values that the map refuses are in none. */
    SortedMap<Integer, Integer> classes() {
        SortedMap<Integer, Integer> classes = new TreeMap<>();
        voxels.forEach(
                (value, count) -> map.classOf(value).ifPresent(label -> classes.merge(label, count, Integer::sum)));
        return classes;
    }

    /** L11 where no voxel is background, and no value is left that may yet be mapped to it: an organ fills no scan. */
    Optional<Finding> full() {
        boolean hasBackground =
                voxels.keySet().stream().anyMatch(value -> map.classOf(value).orElse(0) <= 0);
        return voxels.isEmpty() || hasBackground
                ? Optional.empty()
                : Optional.of(Finding.of(
                        BadInput.L11,
                        Severity.WARNING,
                        "no voxel is background, and no organ fills a whole scan; look at the mask"));
    }

    /** Values that the map does not list and therefore refuses. */
    List<Integer> unlisted() {
        return values(value -> map.classOf(value).isEmpty());
    }

    /** Values that stand for none of so many classes. */
    List<Integer> beyond(int classes) {
        return values(value -> {
            OptionalInt label = map.classOf(value);
            return label.isPresent() && (label.getAsInt() < 0 || label.getAsInt() >= classes);
        });
    }

    private List<Integer> values(IntPredicate which) {
        return voxels.keySet().stream().filter(which::test).toList();
    }

    /** The values with their voxels, such as {@code 7 (33 voxels), 9 (2 voxels, mapped to 4)}. */
    String describe(List<Integer> values) {
        String named = values.stream().limit(NAMED).map(this::describe).collect(Collectors.joining(", "));
        return values.size() > NAMED ? named + " and " + (values.size() - NAMED) + " more" : named;
    }

    private String describe(int value) {
        Integer listed = map.classes().get(value);
        return value + " (" + voxels.get(value) + " voxels" + (listed == null ? "" : ", mapped to " + listed) + ")";
    }

    /**
     * A map that lists every value of the files and of the present map: what stands for one of so many classes keeps it,
     * {@code organ} is class 1, the rest background.
     */
    LabelMap proposed(int classes, Set<Integer> organ) {
        SortedMap<Integer, Integer> proposed = new TreeMap<>();
        Stream.concat(map.classes().keySet().stream(), voxels.keySet().stream().filter(value -> value != 0))
                .forEach(value -> proposed.put(value, organ.contains(value) ? 1 : kept(value, classes)));
        return LabelMap.of(proposed);
    }

    /** The same as dataset.yaml says it, such as {@code 'labels: {1: 1, 7: 0}'}. */
    String proposal(int classes, Set<Integer> organ) {
        SortedMap<Integer, Integer> proposed =
                new TreeMap<>(proposed(classes, organ).classes());
        if (proposed.size() <= NAMED) {
            return "'labels: " + text(proposed) + "'";
        }
        proposed.values().removeIf(label -> label == 0);
        return "'labels: " + text(proposed) + "' and 'others: background'";
    }

    /** The same as the command line says it, such as {@code --map 1=1,7=0}. */
    String option(int classes, Set<Integer> organ) {
        LabelMap proposed = proposed(classes, organ);
        if (proposed.classes().size() <= NAMED) {
            return "--map " + proposed;
        }
        SortedMap<Integer, Integer> organs = new TreeMap<>(proposed.classes());
        organs.values().removeIf(label -> label == 0);
        return "--map " + LabelMap.of(organs) + "," + LabelMap.OTHERS;
    }

    /** Whether some value stands for one of so many classes other than background. */
    boolean hasOrgan(int classes) {
        return voxels.keySet().stream().anyMatch(value -> kept(value, classes) > 0);
    }

    /** The first value that could be an organ's. */
    Optional<Integer> firstPositive() {
        return voxels.keySet().stream().filter(value -> value > 0).findFirst();
    }

    private int kept(int value, int classes) {
        int label = map.classOf(value).orElse(0);
        return label > 0 && label < classes ? label : 0;
    }

    private static String text(SortedMap<Integer, Integer> map) {
        return map.entrySet().stream()
                .map(entry -> entry.getKey() + ": " + entry.getValue())
                .collect(Collectors.joining(", ", "{", "}"));
    }
}
