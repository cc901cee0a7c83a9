package org.attunet.data.dataset;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.attunet.data.Finding;
import org.attunet.data.Severity;

/** What only the set as a whole can tell: unexpected label values, empty labels by their part, one scan twice. */
final class SetCheck {
    /** A label in fewer than one case in five of at least five is likely a slip. */
    private static final int RARE = 5;

    private final List<CaseResult> results;
    private final List<Split> splits;
    private final CheckSettings settings;

    /** {@code splits}: none where the set is not divided yet, several for folds. */
    SetCheck(List<CaseResult> results, List<Split> splits, CheckSettings settings) {
        this.results = results;
        this.splits = splits;
        this.settings = settings;
    }

    /** The results with what the set adds to each case. */
    List<CaseResult> cases() {
        Map<Integer, Integer> casesWith = new TreeMap<>();
        results.forEach(result -> result.labels()
                .ifPresent(counts -> counts.keySet().forEach(value -> casesWith.merge(value, 1, Integer::sum))));
        int classes = settings.classes().orElseGet(() -> consecutive(casesWith));
        return results.stream()
                .map(result -> {
                    List<Finding> more = new ArrayList<>();
                    findUnexpected(result, classes, more);
                    findRare(result, casesWith, more);
                    findEmpty(result, more);
                    return result.with(more);
                })
                .toList();
    }

    /** One more than the highest label up to which every one occurs; background and one class at least. */
    private static int consecutive(Map<Integer, Integer> casesWith) {
        int classes = 1;
        while (casesWith.containsKey(classes)) {
            classes++;
        }
        return Math.max(2, classes);
    }

    private static void findUnexpected(CaseResult result, int classes, List<Finding> findings) {
        Map<Integer, Integer> unexpected = new TreeMap<>(result.labels().orElse(Map.of()));
        unexpected.keySet().removeIf(value -> value >= 0 && value < classes);
        if (!unexpected.isEmpty()) {
            String values = unexpected.entrySet().stream()
                    .map(entry -> entry.getKey() + " (" + entry.getValue() + " voxels)")
                    .collect(Collectors.joining(", "));
            findings.add(Finding.of(
                    "L6",
                    Severity.ERROR,
                    "the label holds " + values + "; expected 0 to " + (classes - 1) + ". "
                            + remedy(unexpected.keySet().iterator().next())));
        }
    }

    private static String remedy(int value) {
        return value > 255
                ? "Labels are 255 at most: write the file again with its classes counted from 1"
                : "A line such as 'labels: {" + value + ": 1}' in dataset.yaml says which class is meant";
    }

    private void findRare(CaseResult result, Map<Integer, Integer> casesWith, List<Finding> findings) {
        if (settings.classes().isEmpty() && results.size() >= RARE) {
            result.labels().orElse(Map.of()).forEach((value, count) -> {
                int cases = casesWith.get(value);
                if (value > 1 && cases * RARE < results.size()) {
                    findings.add(Finding.of(
                            "L6",
                            Severity.WARNING,
                            "label " + value + " (" + count + " voxels) occurs in " + cases + " of " + results.size()
                                    + " cases only"));
                }
            });
        }
    }

    private void findEmpty(CaseResult result, List<Finding> findings) {
        if (result.isEmpty()) {
            boolean trained = splits.isEmpty()
                    || splits.stream()
                            .anyMatch(split ->
                                    split.train().contains(result.source().id()));
            findings.add(Finding.of(
                    "L7",
                    trained ? Severity.ERROR : Severity.WARNING,
                    trained
                            ? "the label is empty, and there is nothing to train on; list the case under 'exclude:' in"
                                    + " dataset.yaml, or put it into the test part of the split"
                            : "the label is empty; overlap scores of this case are 1 or 0"));
        }
    }

    /** Findings that belong to no single case: S2 and S3. */
    List<Finding> set() {
        List<Finding> findings = new ArrayList<>();
        findMissing(findings);
        TreeSet<String> twice = new TreeSet<>();
        splits.forEach(split -> twice.addAll(inTwoParts(split)));
        Severity severity = settings.overlap() == Split.Overlap.ALLOWED ? Severity.WARNING : Severity.ERROR;
        twice.forEach(pair -> findings.add(Finding.of(
                "S2",
                severity,
                pair + ": the same content in two parts of the split flatters the scores; exclude one, or set"
                        + " data.allow-overlap=true")));
        if (twice.isEmpty()) {
            findDuplicates(findings);
        }
        return findings;
    }

    private void findMissing(List<Finding> findings) {
        TreeSet<String> missing = new TreeSet<>();
        splits.forEach(split -> parts(split).forEach((part, ids) -> missing.addAll(ids)));
        results.forEach(result -> missing.remove(result.source().id()));
        if (!missing.isEmpty()) {
            findings.add(Finding.of(
                    "S3",
                    Severity.ERROR,
                    "the split names cases that the dataset does not have: " + String.join(", ", missing)
                            + "; write it anew or put the files back"));
        }
    }

    private static Map<String, List<String>> parts(Split split) {
        Map<String, List<String>> parts = new LinkedHashMap<>();
        List.of("train", "validation", "test").forEach(name -> parts.put(name, split.part(name)));
        return parts;
    }

    /** Descriptions of ids, or of different ids with one content, in two parts. */
    private List<String> inTwoParts(Split split) {
        Map<String, String> contents = results.stream()
                .filter(result -> result.content().isPresent())
                .collect(Collectors.toMap(
                        result -> result.source().id(),
                        result -> result.content().get()));
        Map<String, String[]> first = new TreeMap<>();
        List<String> twice = new ArrayList<>();
        parts(split)
                .forEach((part, ids) -> ids.forEach(id -> {
                    String[] other = first.putIfAbsent(contents.getOrDefault(id, "id " + id), new String[] {id, part});
                    if (other != null && !other[1].equals(part)) {
                        twice.add(other[0] + " (" + other[1] + ") and " + id + " (" + part + ")");
                    }
                }));
        return twice;
    }

    private void findDuplicates(List<Finding> findings) {
        Map<String, List<String>> byContent = new LinkedHashMap<>();
        results.forEach(result -> result.content()
                .ifPresent(content -> byContent
                        .computeIfAbsent(content, key -> new ArrayList<>())
                        .add(result.source().id())));
        byContent.values().stream()
                .filter(ids -> ids.size() > 1)
                .forEach(ids -> findings.add(Finding.of(
                        "S2",
                        Severity.WARNING,
                        String.join(" and ", ids)
                                + " hold the same image; exclude all but one, or keep them in one part"
                                + " of the split")));
    }
}
