package org.attunet.data.dataset;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How another program's label values are read. Where it lists any, it is complete: a value from 0 to 255 that it does not list
 * is background, even one that equals a class. Where it lists none, every value is the class of its number.
 *
 * @param classes value in the files to class, 0 to 255
 */
public record ValueMap(SortedMap<Integer, Integer> classes) {
    /** Every value stays as it is. */
    public static final ValueMap NONE = new ValueMap(new TreeMap<>());

    private static final Pattern ENTRY = Pattern.compile("(-?\\d{1,9})=(\\d{1,3})");

    /** Keeps its own copy; refuses classes that no mask holds. */
    public ValueMap {
        classes = new TreeMap<>(classes);
        classes.values().forEach(ValueMap::requireClass);
    }

    private static void requireClass(int organ) {
        if (organ < 0 || organ > 255) {
            throw new IllegalArgumentException("a class is a number from 0 to 255, not " + organ);
        }
    }

    /**
     * From texts such as {@code 7=1} or {@code 7=1,8=2}.
     *
     * @throws IllegalArgumentException naming what is no entry, or a value that is given two classes
     */
    public static ValueMap parse(Collection<String> texts) {
        TreeMap<Integer, Integer> classes = new TreeMap<>();
        for (String text : texts) {
            for (String entry : text.split(",", -1)) {
                Matcher matcher = ENTRY.matcher(entry.strip());
                if (!matcher.matches()) {
                    throw new IllegalArgumentException(
                            "a map of values is written VALUE=CLASS, such as 7=1 or 7=1,8=2, not '" + text + "'");
                }
                int value = Integer.parseInt(matcher.group(1));
                int organ = Integer.parseInt(matcher.group(2));
                Integer before = classes.put(value, organ);
                if (before != null && before != organ) {
                    throw new IllegalArgumentException(
                            "the value " + value + " is mapped twice, to " + before + " and to " + organ);
                }
            }
        }
        return new ValueMap(classes);
    }

    /** Whether it lists nothing. */
    public boolean isEmpty() {
        return classes.isEmpty();
    }

    /** Whether it lists a value. */
    public boolean lists(int value) {
        return classes.containsKey(value);
    }

    /** Values that become {@code organ}, in order. */
    public List<Integer> valuesOf(int organ) {
        List<Integer> values = new ArrayList<>();
        classes.forEach((value, target) -> {
            if (target == organ) {
                values.add(value);
            }
        });
        return values;
    }

    /** The class of a value; one that is neither listed nor a label stays as it is, for the reader to refuse. */
    int classOf(int value) {
        Integer organ = classes.get(value);
        if (organ != null) {
            return organ;
        }
        return isEmpty() || value < 0 || value > 255 ? value : 0;
    }

    /** As it was written: {@code 7=1,8=2}. */
    @Override
    public String toString() {
        return classes.entrySet().stream()
                .map(Map.Entry::toString)
                .reduce((a, b) -> a + "," + b)
                .orElse("");
    }
}
