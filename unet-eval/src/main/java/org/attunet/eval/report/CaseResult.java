package org.attunet.eval.report;

import java.io.Serializable;
import java.util.List;
import java.util.Optional;
import org.attunet.data.Finding;
import org.attunet.eval.metric.ErrorsByDistance;
import org.attunet.eval.metric.Metric;
import org.attunet.eval.metric.Reliability;
import org.attunet.eval.metric.Scores;
import org.attunet.eval.quality.CaseQuality;
import org.attunet.eval.quality.MaskTraits;
import org.attunet.eval.quality.PredictedDice;

/**
 * What is known of a case that a model was scored on, beside the files that were written of it.
 *
 * @param scores of its mask
 * @param errors by distance across the organ's border
 * @param reliability of its probabilities
 * @param uncalibrated of the probabilities before a temperature changed them; null where none did
 * @param predicted what Dice was predicted for its mask; null where nothing was learned
 * @param traits of its mask; null where several networks made it
 * @param findings what is to be said of how its mask was found
 */
public record CaseResult(
        Scores scores,
        ErrorsByDistance errors,
        Reliability reliability,
        Reliability uncalibrated,
        PredictedDice predicted,
        MaskTraits traits,
        List<Finding> findings)
        implements Serializable {
    private static final long serialVersionUID = 1L;

    /** Keeps its own copy. */
    public CaseResult {
        findings = List.copyOf(findings);
    }

    /** How good its mask is, and what was predicted of that. */
    CaseQuality quality() {
        return new CaseQuality(
                scores.caseId(),
                Optional.ofNullable(predicted),
                scores.value(Metric.DICE),
                Optional.ofNullable(traits));
    }
}
