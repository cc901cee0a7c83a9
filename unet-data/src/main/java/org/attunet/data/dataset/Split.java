package org.attunet.data.dataset;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.attunet.data.DataException;

/**
 * Which cases train, validate and test. The order within a list is the protocol's own.
 *
 * @param protocol how the split was made
 * @param seed of the shuffle; 0 where the protocol has none
 * @param train ids of training cases
 * @param validation ids of the cases that pick the best checkpoint
 * @param test ids of the cases that scores are reported for
 */
public record Split(String protocol, long seed, List<String> train, List<String> validation, List<String> test) {
    /** Keeps its own copies; ids are those of cases however their letters are composed. */
    public Split {
        train = composed(train);
        validation = composed(validation);
        test = composed(test);
    }

    private static List<String> composed(List<String> ids) {
        return ids.stream().map(CaseName::composed).toList();
    }

    /** Whether a case is in any part. */
    public boolean holds(String id) {
        return train.contains(id) || validation.contains(id) || test.contains(id);
    }

    /** The ids of the part called {@code train}, {@code validation} or {@code test}. */
    public List<String> part(String name) {
        return switch (name) {
            case "train" -> train;
            case "validation" -> validation;
            case "test" -> test;
            default -> throw new IllegalArgumentException("a split has parts train, validation and test, not " + name);
        };
    }

    /** Refuses ids that the dataset lacks, and ids in two parts unless {@code overlap} is allowed. */
    public Split check(Collection<String> known, Overlap overlap) {
        List<String> problems = new ArrayList<>();
        TreeSet<String> missing = new TreeSet<>();
        TreeSet<String> twice = new TreeSet<>();
        Map<String, String> seen = new HashMap<>();
        Stream.of("train", "validation", "test")
                .forEach(name -> part(name).forEach(id -> {
                    if (!known.contains(id)) {
                        missing.add(id);
                    }
                    String other = seen.put(id, name);
                    if (other != null) {
                        twice.add(id + " (" + other + " and " + name + ")");
                    }
                }));
        if (!missing.isEmpty()) {
            problems.add("names cases that the dataset does not have: " + String.join(", ", missing));
        }
        if (!twice.isEmpty() && overlap == Overlap.REFUSED) {
            problems.add(
                    "has cases in two places: " + String.join(", ", twice) + " (data.allow-overlap=true permits it)");
        }
        if (!problems.isEmpty()) {
            throw new DataException("the split " + String.join("; it ", problems));
        }
        return this;
    }

    /** Whether a case may be in two parts. */
    public enum Overlap {
        /** It may not: scores would flatter. */
        REFUSED,
        /** It may. */
        ALLOWED
    }
}
