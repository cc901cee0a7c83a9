package org.attunet.eval.metric;

import java.util.List;
import java.util.Optional;
import org.attunet.data.BadInput;
import org.attunet.data.Finding;
import org.attunet.data.Severity;

/** Cases in which nothing was predicted although their labels hold the organ: a mean alone does not show them. */
public final class EmptyMasks {
    /** Names that the warning gives of many. */
    private static final int MOST_NAMED = 10;

    private EmptyMasks() {}

    /** One warning that counts and names them; nothing where there are none. */
    public static Optional<Finding> among(List<Scores> cases) {
        List<String> empty = cases.stream()
                .filter(scores -> scores.value(Metric.VOLUME_PRED) == 0 && scores.value(Metric.VOLUME_LABEL) > 0)
                .map(Scores::caseId)
                .toList();
        return empty.isEmpty()
                ? Optional.empty()
                : Optional.of(Finding.of(BadInput.M3, Severity.WARNING, message(empty, cases.size())));
    }

    private static String message(List<String> empty, int all) {
        return "nothing was predicted in " + empty.size() + " of " + all
                + " cases although their labels hold the organ: "
                + String.join(", ", empty.subList(0, Math.min(MOST_NAMED, empty.size())))
                + (empty.size() > MOST_NAMED ? " and " + (empty.size() - MOST_NAMED) + " more" : "");
    }
}
