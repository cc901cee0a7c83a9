package org.attunet.data.dataset;

import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What the values of label files or masks mean. Without entries every value is the class of its number. With entries those alone
 * count: 0 is background where it is not listed, and any other value that is not listed is refused, since it would join the class
 * of its number unasked, or be taken for background where it is read.
 *
 * @param classes the class, 0 to 255, that each value stands for
 * @param others what becomes of values that are not listed, where there are entries
 */
public record LabelMap(SortedMap<Integer, Integer> classes, Others others) {
    /** What becomes of values that a map does not list. */
    public enum Others {
        /** The case is refused. */
        REFUSED,
        /** They are background. */
        BACKGROUND
    }

    /** Values in files are held in single precision, which distinguishes integers up to here. */
    static final int LARGEST_VALUE = 1 << 24;

    /** A mask has a byte for each voxel. */
    static final int LARGEST_CLASS = 255;

    /** What a map on the command line says of all values that it does not list. */
    static final String OTHERS = "others=background";

    private static final Pattern ENTRY = Pattern.compile("(-?\\d{1,9})=(\\d{1,9})");

    /** Every value is the class of its number. */
    public static final LabelMap NONE = of(Map.of());

    /** Keeps its own copy; refuses values and classes that cannot be. */
    public LabelMap {
        classes = Collections.unmodifiableSortedMap(new TreeMap<>(classes));
        classes.forEach((value, label) -> {
            if (!isValue(value) || !isClass(label)) {
                throw new IllegalArgumentException("values of ±" + LARGEST_VALUE
                        + " at most are mapped to classes 0 to " + LARGEST_CLASS + ", not " + value + " to " + label);
            }
        });
    }

    /** A map that refuses what it does not list. */
    public static LabelMap of(Map<Integer, Integer> classes) {
        return new LabelMap(new TreeMap<>(classes), Others.REFUSED);
    }

    /**
     * From texts such as {@code 7=1} or {@code 7=1,8=2}; {@code others=background} among them stands for what they do not list.
     *
     * @throws IllegalArgumentException naming what is no entry, or a value that is given two classes
     */
    public static LabelMap parse(Collection<String> texts, Others others) {
        Others rest = others;
        SortedMap<Integer, Integer> classes = new TreeMap<>();
        for (String text : texts) {
            for (String entry : text.split(",", -1)) {
                if (entry.strip().equals(OTHERS)) {
                    rest = Others.BACKGROUND;
                    continue;
                }
                Matcher matcher = ENTRY.matcher(entry.strip());
                if (!matcher.matches()) {
                    throw new IllegalArgumentException(
                            "a map of values is written VALUE=CLASS, such as 7=1 or 7=1,8=2, not '" + text + "'");
                }
                int value = Integer.parseInt(matcher.group(1));
                int label = Integer.parseInt(matcher.group(2));
                Integer before = classes.put(value, label);
                if (before != null && before != label) {
                    throw new IllegalArgumentException(
                            "the value " + value + " is mapped twice, to " + before + " and to " + label);
                }
            }
        }
        return new LabelMap(classes, rest);
    }

    static boolean isValue(long value) {
        return Math.abs(value) <= LARGEST_VALUE;
    }

    static boolean isClass(long label) {
        return label >= 0 && label <= LARGEST_CLASS;
    }

    /** Whether values are the classes of their numbers. */
    public boolean isEmpty() {
        return classes.isEmpty();
    }

    /** Whether it lists a value. */
    public boolean lists(int value) {
        return classes.containsKey(value);
    }

    /** Values that become a class, in order. */
    public List<Integer> valuesOf(int label) {
        return classes.keySet().stream()
                .filter(value -> classes.get(value) == label)
                .toList();
    }

    /** The class of a value; nothing for one that is refused. Without entries it is the value itself, be that a class or not. */
    OptionalInt classOf(int value) {
        Integer listed = isEmpty() ? Integer.valueOf(value) : classes.get(value);
        if (listed != null) {
            return OptionalInt.of(listed);
        }
        return value == 0 || others == Others.BACKGROUND ? OptionalInt.of(0) : OptionalInt.empty();
    }

    /** Its entries as they are written on the command line: {@code 7=1,8=2}. */
    @Override
    public String toString() {
        return classes.entrySet().stream().map(Map.Entry::toString).collect(Collectors.joining(","));
    }
}
