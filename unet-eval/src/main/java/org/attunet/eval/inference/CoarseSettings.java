package org.attunet.eval.inference;

import java.util.Optional;
import org.attunet.data.transform.Range;

/**
 * Whether, and how, a coarse network says where in a scan the fine one is to look.
 *
 * @param coarseModel names the coarse network: its run or file, or the one that a model holds; empty looks everywhere
 * @param coarseMargin millimetres around what the coarse network found that are looked at as well, along each axis: an organ that it
 *     misses by less is never lost
 * @param coarseVolume millilitres that an organ may have; a coarse mask of any other volume is not believed
 */
public record CoarseSettings(Optional<String> coarseModel, double coarseMargin, Range coarseVolume) {
    /** Looks everywhere. */
    public static final CoarseSettings NONE = new CoarseSettings(Optional.empty(), 20, new Range(10, 300));

    /** Checks the ranges. */
    public CoarseSettings {
        if (!(coarseMargin >= 0 && coarseMargin < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    "inference.coarse-margin is a length in mm, 0 or more, not " + coarseMargin);
        }
        if (!(coarseVolume.low() >= 0)) {
            throw new IllegalArgumentException(
                    "inference.coarse-volume is in ml, 0 or more, not " + coarseVolume.low());
        }
    }

    /** The same without a coarse network. */
    public CoarseSettings everywhere() {
        return new CoarseSettings(Optional.empty(), coarseMargin, coarseVolume);
    }

    /** The same with another coarse network. */
    public CoarseSettings by(String model) {
        return new CoarseSettings(Optional.of(model), coarseMargin, coarseVolume);
    }
}
