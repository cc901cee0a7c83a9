package org.attunet.data.dataset;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.attunet.data.BadInput;
import org.attunet.data.DataException;
import org.attunet.data.Finding;
import org.attunet.data.Severity;

/**
 * The one rule for the values of a set's labels, which every command that reads labels asks: each value is a class of the experiment,
 * by its own number or, where there is a map, by that alone. Findings L6 and L10; what a message proposes is one map for the whole
 * set.
 */
final class LabelCheck {
    /** A label in fewer than one case in five of at least five is likely a slip. */
    private static final int RARE = 5;

    private final List<LabelCounts> labels;
    private final LabelCounts whole;
    private final Map<Integer, Integer> casesWith = new TreeMap<>();
    private final int cases;
    private final int classes;

    /**
     * @param labels of the cases that have any
     * @param cases how many there are
     * @param classes how many the experiment has, background included
     */
    LabelCheck(List<LabelCounts> labels, LabelMap map, int cases, int classes) {
        this.labels = List.copyOf(labels);
        whole = LabelCounts.sum(labels, map);
        labels.forEach(counts -> counts.classes().keySet().forEach(label -> casesWith.merge(label, 1, Integer::sum)));
        this.cases = cases;
        this.classes = classes;
    }

    /** Refuses a label file of which some value is no class, by what is known of this file alone. */
    static DataException refusal(Object file, LabelValues values) {
        LabelCounts counts = values.counts();
        LabelCheck check = new LabelCheck(List.of(counts), counts.map(), 1, LabelMap.LARGEST_CLASS + 1);
        // Where the values are no labels at all, each of them is beside the point.
        List<Finding> ofValues = values.areLabels() ? check.of(counts) : List.of();
        List<Finding> errors = Stream.concat(values.findings().stream(), ofValues.stream())
                .filter(finding -> finding.severity() == Severity.ERROR)
                .toList();
        return new DataException(file + ": "
                + errors.stream()
                        .map(finding -> finding.message() + " [" + finding.code() + "]")
                        .collect(Collectors.joining("; ")));
    }

    /** What is wrong with the values of one case. */
    List<Finding> of(LabelCounts counts) {
        List<Finding> findings = new ArrayList<>();
        List<Integer> unlisted = counts.unlisted();
        if (!unlisted.isEmpty()) {
            findings.add(
                    Finding.of(
                            BadInput.L10,
                            Severity.ERROR,
                            "the label holds values that the map does not list: " + counts.describe(unlisted)
                                    + ". Say in dataset.yaml what each value becomes, as in " + proposal()
                                    + ", or add 'others: background' (preprocess: --map ...,others=background) if what is not listed is background"));
        }
        List<Integer> beyond = counts.beyond(classes);
        if (!beyond.isEmpty()) {
            findings.add(Finding.of(
                    BadInput.L6,
                    Severity.ERROR,
                    "the label holds " + counts.describe(beyond) + "; expected classes 0 to " + (classes - 1)
                            + ". Say in dataset.yaml what each value becomes, as in " + proposal()
                            + " (0 is background, 1 the organ that is scored; classes are " + LabelMap.LARGEST_CLASS
                            + " at most), or use an experiment of more classes (network.classes; check, preprocess and"
                            + " evaluate --predictions: --classes)"));
        }
        return findings;
    }

    private String proposal() {
        Set<Integer> organs = organs();
        return whole.proposal(classes, organs) + " (preprocess: " + whole.option(classes, organs) + ")";
    }

    /** Where neither map nor another value in a file says what is the organ, the first value is taken for it. */
    private Set<Integer> organs() {
        if (!whole.map().isEmpty()) {
            boolean named = whole.map().classes().values().stream().anyMatch(label -> label > 0 && label < classes);
            return named ? Set.of() : whole.firstPositive().stream().collect(Collectors.toSet());
        }
        Set<Integer> organs = new TreeSet<>();
        labels.stream()
                .filter(counts -> !counts.hasOrgan(classes))
                .forEach(counts -> counts.firstPositive().ifPresent(organs::add));
        labels.stream()
                .filter(counts -> counts.hasOrgan(classes))
                .forEach(counts -> organs.removeAll(counts.voxels().keySet()));
        return organs;
    }

    /** Classes that occur in few cases, of those of one case. */
    List<Finding> rare(LabelCounts counts) {
        List<Finding> findings = new ArrayList<>();
        counts.classes().forEach((label, count) -> {
            if (isRare(label)) {
                findings.add(Finding.of(
                        BadInput.L6,
                        Severity.WARNING,
                        "label " + label + " (" + count + " voxels) occurs in " + casesWith.get(label) + " of " + cases
                                + " cases only"));
            }
        });
        return findings;
    }

    private boolean isRare(int label) {
        return cases >= RARE && label > 1 && label < classes && casesWith.get(label) * RARE < cases;
    }
}
