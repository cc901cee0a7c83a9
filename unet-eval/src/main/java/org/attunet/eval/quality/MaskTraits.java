package org.attunet.eval.quality;

import java.io.Serializable;
import java.util.List;

/**
 * What a mask of an organ and its probabilities show without a label. All but the volume are shares from 0 to 1, and 0 of an empty mask.
 *
 * @param expectedDice Dice that the mask would have on average if every voxel's label were drawn with its probability:
 *     2 Σ p over the mask / (voxels of the mask + Σ p)
 * @param confidence mean probability inside the mask
 * @param stability Dice of the voxels above a probability of 0.3 and of those above 0.7: how little the mask depends
 *     on where the line is drawn
 * @param borderShare voxels of the mask that one of their six neighbours leaves out: much of a thin or ragged mask
 * @param millilitres of the mask
 * @param largestShare share of the mask that is its largest connected part (26 neighbours)
 */
public record MaskTraits(
        double expectedDice,
        double confidence,
        double stability,
        double borderShare,
        double millilitres,
        double largestShare)
        implements Serializable {
    private static final long serialVersionUID = 1L;

    /** Of a mask without a voxel. */
    public static final MaskTraits EMPTY = new MaskTraits(0, 0, 0, 0, 0, 0);

    /** Refuses what is no number. */
    public MaskTraits {
        for (double value : List.of(expectedDice, confidence, stability, borderShare, millilitres, largestShare)) {
            if (!Double.isFinite(value)) {
                throw new IllegalArgumentException("a trait of a mask is a number, not " + value);
            }
        }
    }

    /** Whether nothing was found. */
    public boolean isEmpty() {
        return millilitres == 0;
    }
}
