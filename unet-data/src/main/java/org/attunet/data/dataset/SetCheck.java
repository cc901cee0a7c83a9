package org.attunet.data.dataset;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.attunet.data.BadInput;
import org.attunet.data.Finding;
import org.attunet.data.Severity;

/** What only the set as a whole can show: unexpected label values, empty labels by their part, one scan twice. */
final class SetCheck {
    /** L7 of a label that is only scored against. */
    static final Finding SCORED_AGAINST_NOTHING =
            Finding.of(BadInput.L7, Severity.WARNING, "the label is empty; overlap scores of this case are 1 or 0");

    private final List<CaseResult> results;
    private final List<Split> splits;
    private final CheckSettings settings;
    private final LabelCheck labels;

    /** {@code splits}: none where nothing says how it is divided, several for folds. */
    SetCheck(List<CaseResult> results, LabelMap map, List<Split> splits, CheckSettings settings) {
        this.results = results;
        this.splits = splits;
        this.settings = settings;
        List<LabelCounts> counts = results.stream()
                .map(CaseResult::labels)
                .flatMap(Optional::stream)
                .toList();
        labels = new LabelCheck(counts, map, results.size(), settings.classes());
    }

    /** The results with what the set adds to each case. */
    List<CaseResult> cases() {
        return results.stream()
                .map(result -> {
                    List<Finding> more = new ArrayList<>();
                    result.labels().ifPresent(counts -> {
                        more.addAll(labels.of(counts));
                        more.addAll(labels.rare(counts));
                    });
                    findEmpty(result, more);
                    result.labels().flatMap(LabelCounts::full).ifPresent(more::add);
                    return result.with(more);
                })
                .toList();
    }

    private void findEmpty(CaseResult result, List<Finding> findings) {
        if (result.isEmpty()) {
            boolean trained = splits.isEmpty()
                    || splits.stream()
                            .anyMatch(split ->
                                    split.train().contains(result.source().id()));
            findings.add(
                    trained
                            ? Finding.of(
                                    BadInput.L7,
                                    Severity.ERROR,
                                    "the label is empty, and there is nothing to train on; list the case under"
                                            + " 'exclude:' in dataset.yaml, or put it into the test part of the split")
                            : SCORED_AGAINST_NOTHING);
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
                BadInput.S2,
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
                    BadInput.S3,
                    Severity.ERROR,
                    "the split names cases that the dataset does not have: " + String.join(", ", missing)
                            + "; write it again or put the files back"));
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
                        BadInput.S2,
                        Severity.WARNING,
                        String.join(" and ", ids)
                                + " hold the same image; exclude all but one, or keep them in one part"
                                + " of the split")));
    }
}
