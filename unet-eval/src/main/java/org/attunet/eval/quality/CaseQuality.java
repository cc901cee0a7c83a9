package org.attunet.eval.quality;

import java.util.Optional;

/**
 * How good the mask of a case is, and what was predicted of that.
 *
 * @param caseId the case
 * @param predicted what was predicted; empty where nothing was learned
 * @param dice the mask's Dice
 * @param traits of the mask; empty where several networks made it
 */
public record CaseQuality(String caseId, Optional<PredictedDice> predicted, double dice, Optional<MaskTraits> traits) {
    /** The same with another prediction. */
    public CaseQuality predicted(PredictedDice otherwise) {
        return new CaseQuality(caseId, Optional.of(otherwise), dice, traits);
    }

    /** What can be learned from. */
    public Optional<LabelledMask> labelled() {
        return traits.map(known -> new LabelledMask(known, dice));
    }
}
