package org.attunet.data.dataset;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.attunet.data.DataException;

/** Finds each image's label: the one with the same stem, else the one with the same last number; never by position. */
final class Pairing {
    private final String place;
    private final String one;
    private final String other;
    private final Map<String, Path> images;
    private final Map<String, Path> labels;
    private final Map<String, String> pairs = new TreeMap<>();
    private final Set<String> ambiguous = new TreeSet<>();
    private final List<String> problems = new ArrayList<>();

    /** Files by stem. */
    Pairing(Path folder, Map<String, Path> images, Map<String, Path> labels) {
        this(folder.toString(), "image", "label", images, labels);
    }

    /**
     * Files by stem of any two kinds, {@code images} being of kind {@code one}.
     *
     * @param place where they lie
     */
    Pairing(String place, String one, String other, Map<String, Path> images, Map<String, Path> labels) {
        this.place = place;
        this.one = one;
        this.other = other;
        this.images = images;
        this.labels = labels;
        pairByStem();
        pairByNumber();
        findUnpaired();
    }

    /** Every image, with its label where it has one, sorted by id. */
    List<Case> listed() {
        return images.entrySet().stream()
                .map(image -> new Case(
                        image.getKey(),
                        image.getValue(),
                        Optional.ofNullable(pairs.get(image.getKey())).map(labels::get)))
                .sorted((a, b) -> a.id().compareTo(b.id()))
                .toList();
    }

    /** What keeps the set from being paired; empty where every image has its label and the reverse. */
    List<String> problems() {
        return problems;
    }

    /** The pairs, refused where there are problems. */
    List<Case> cases() {
        if (!problems.isEmpty()) {
            throw new DataException(String.join("; ", problems));
        }
        return listed();
    }

    private void pairByStem() {
        for (String stem : images.keySet()) {
            if (labels.containsKey(stem)) {
                pairs.put(stem, stem);
            }
        }
    }

    private void pairByNumber() {
        Map<Long, List<String>> leftImages = byNumber(unpairedImages());
        Map<Long, List<String>> leftLabels = byNumber(unpairedLabels());
        for (Map.Entry<Long, List<String>> entry : leftImages.entrySet()) {
            List<String> candidates = leftLabels.getOrDefault(entry.getKey(), List.of());
            if (candidates.isEmpty()) {
                continue;
            }
            if (isUnique(one, entry.getValue(), entry.getKey()) && isUnique(other, candidates, entry.getKey())) {
                pairs.put(entry.getValue().get(0), candidates.get(0));
            } else {
                ambiguous.addAll(entry.getValue());
                ambiguous.addAll(candidates);
            }
        }
    }

    private Set<String> unpairedImages() {
        Set<String> left = new TreeSet<>(images.keySet());
        left.removeAll(pairs.keySet());
        return left;
    }

    private Set<String> unpairedLabels() {
        Set<String> left = new TreeSet<>(labels.keySet());
        left.removeAll(pairs.values());
        return left;
    }

    private static Map<Long, List<String>> byNumber(Set<String> stems) {
        Map<Long, List<String>> groups = new TreeMap<>();
        for (String stem : stems) {
            CaseName.number(stem)
                    .ifPresent(number -> groups.computeIfAbsent(number, n -> new ArrayList<>())
                            .add(stem));
        }
        return groups;
    }

    private boolean isUnique(String kind, List<String> stems, long number) {
        if (stems.size() > 1) {
            problems.add("in " + place + " the " + kind + "s " + String.join(" and ", stems)
                    + " both end in the number " + number
                    + ", so pairs are ambiguous; give " + one + " and " + other + " the same name");
        }
        return stems.size() == 1;
    }

    private void findUnpaired() {
        report(one + "s without a " + other, unpairedImages());
        report(other + "s without " + (one.equals("image") ? "an " : "a ") + one, unpairedLabels());
    }

    private void report(String what, Set<String> unpaired) {
        unpaired.removeAll(ambiguous);
        if (!unpaired.isEmpty()) {
            problems.add("in " + place + " there are " + what + ": " + String.join(", ", unpaired)
                    + (one.equals("image")
                            ? "; add the files or list the names under 'exclude:' in dataset.yaml"
                            : "; add or remove files until each has its partner"));
        }
    }
}
