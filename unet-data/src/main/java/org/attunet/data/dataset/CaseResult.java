package org.attunet.data.dataset;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.attunet.data.Finding;

/**
 * What the check of one case found, for the comparison with the others.
 *
 * @param source the case
 * @param findings of this case alone
 * @param content fingerprint of the image, where it could be read and there are others to compare it with
 * @param labels voxels of each value, where the label could be read as one
 */
record CaseResult(Case source, List<Finding> findings, Optional<String> content, Optional<LabelCounts> labels) {
    /** The same with further findings. */
    CaseResult with(List<Finding> more) {
        List<Finding> all = new ArrayList<>(findings);
        more.forEach(finding -> all.add(finding.in(source.id())));
        return new CaseResult(source, all, content, labels);
    }

    /** Whether the label could be read and holds background alone. */
    boolean isEmpty() {
        return labels.isPresent()
                && labels.get().unlisted().isEmpty()
                && labels.get().classes().keySet().stream().allMatch(label -> label == 0);
    }
}
