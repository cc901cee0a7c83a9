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
    private final Path folder;
    private final Map<String, Path> images;
    private final Map<String, Path> labels;
    private final Map<String, String> pairs = new TreeMap<>();

    /** Files by stem. */
    Pairing(Path folder, Map<String, Path> images, Map<String, Path> labels) {
        this.folder = folder;
        this.images = images;
        this.labels = labels;
    }

    List<Case> cases() {
        pairByStem();
        pairByNumber();
        refuseUnpaired();
        return images.entrySet().stream()
                .map(image ->
                        new Case(image.getKey(), image.getValue(), Optional.of(labels.get(pairs.get(image.getKey())))))
                .sorted((a, b) -> a.id().compareTo(b.id()))
                .toList();
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
            refuseAmbiguous("images", entry.getValue(), entry.getKey());
            refuseAmbiguous("labels", candidates, entry.getKey());
            pairs.put(entry.getValue().get(0), candidates.get(0));
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

    private void refuseAmbiguous(String kind, List<String> stems, long number) {
        if (stems.size() > 1) {
            throw new DataException("in " + folder + " the " + kind + " " + String.join(" and ", stems)
                    + " both end in the number " + number
                    + ", so pairs cannot be told; give image and label the same name");
        }
    }

    private void refuseUnpaired() {
        List<String> problems = new ArrayList<>();
        if (!unpairedImages().isEmpty()) {
            problems.add("images without a label: " + String.join(", ", unpairedImages()));
        }
        if (!unpairedLabels().isEmpty()) {
            problems.add("labels without an image: " + String.join(", ", unpairedLabels()));
        }
        if (!problems.isEmpty()) {
            throw new DataException("in " + folder + " there are " + String.join("; ", problems)
                    + "; add the files or list the names under 'exclude:' in dataset.yaml");
        }
    }
}
