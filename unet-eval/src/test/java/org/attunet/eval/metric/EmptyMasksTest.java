package org.attunet.eval.metric;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.attunet.data.Finding;
import org.attunet.data.Severity;
import org.junit.jupiter.api.Test;

class EmptyMasksTest {
    private static Scores scores(String id, double predicted, double labelled) {
        return new Scores(id, Map.of(Metric.VOLUME_PRED, predicted, Metric.VOLUME_LABEL, labelled), "");
    }

    @Test
    void casesInWhichNothingWasFoundAreCountedAndNamedOnce() {
        Finding finding = EmptyMasks.among(List.of(scores("a", 0, 80), scores("b", 70, 80), scores("c", 0, 0.1)))
                .orElseThrow();
        assertThat(finding.severity()).isEqualTo(Severity.WARNING);
        assertThat(finding.message())
                .isEqualTo("nothing was predicted in 2 of 3 cases although their labels hold the organ: a, c");
    }

    /** Where there is nothing to be found, finding nothing is right. */
    @Test
    void anEmptyLabelIsNoReasonToWarn() {
        assertThat(EmptyMasks.among(List.of(scores("a", 0, 0), scores("b", 1, 0), scores("c", 1, 1))))
                .isEmpty();
    }

    @Test
    void ofManyTenAreNamed() {
        Finding finding =
                EmptyMasks.among(Collections.nCopies(12, scores("x", 0, 1))).orElseThrow();
        assertThat(finding.message()).contains("in 12 of 12 cases").endsWith("x, x and 2 more");
    }

    @Test
    void tenAreAllNamed() {
        Finding finding =
                EmptyMasks.among(Collections.nCopies(10, scores("x", 0, 1))).orElseThrow();
        assertThat(finding.message()).endsWith("the organ: x, x, x, x, x, x, x, x, x, x");
    }
}
