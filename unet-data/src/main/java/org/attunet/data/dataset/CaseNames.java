package org.attunet.data.dataset;

import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Names of cases as a person lists them: those of their files without ending, or numbers, which mean every file whose name ends
 * in that number as pairing understands it: 25 and 025 both mean {@code PANCREAS_0025} and {@code label0025}.
 *
 * @param names as listed, in Unicode's composed form
 */
public record CaseNames(Set<String> names) {
    /** Lists nothing. */
    public static final CaseNames NONE = new CaseNames(Set.of());

    /** Keeps its own copy. */
    public CaseNames {
        names = names.stream().map(CaseName::composed).collect(Collectors.toCollection(TreeSet::new));
    }

    /** Whether a name without ending, or its last number, is listed. */
    public boolean hold(String stem) {
        return names.contains(CaseName.composed(stem)) || holdNumber(CaseName.number(stem));
    }

    private boolean holdNumber(OptionalLong number) {
        return number.isPresent() && names.stream().anyMatch(name -> isNumber(name, number.getAsLong()));
    }

    private static boolean isNumber(String name, long number) {
        return name.matches("\\d{1,18}") && Long.parseLong(name) == number;
    }
}
