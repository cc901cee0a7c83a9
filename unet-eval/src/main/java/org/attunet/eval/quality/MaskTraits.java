package org.attunet.eval.quality;

import java.io.Serializable;
import java.util.List;
import org.attunet.data.volume.ConnectedComponents;
import org.attunet.data.volume.Mask;

/**
 * What a mask of an organ and the network's logits show without a label; all 0 of an empty mask. Logits are the network's own: how sure it is
 * says something of a mask even where its probabilities are far from true.
 *
 * @param margin mean over the mask of how far the organ's logit lies above the largest other one
 * @param millilitres of the mask
 * @param largestShare share of the mask that is its largest connected part (26 neighbours)
 */
public record MaskTraits(double margin, double millilitres, double largestShare) implements Serializable {
    private static final long serialVersionUID = 1L;

    /** Of a mask without a voxel. */
    public static final MaskTraits EMPTY = new MaskTraits(0, 0, 0);

    /** Refuses what is no number. */
    public MaskTraits {
        for (double value : List.of(margin, millilitres, largestShare)) {
            if (!Double.isFinite(value)) {
                throw new IllegalArgumentException("a trait of a mask is a number, not " + value);
            }
        }
    }

    /**
     * Of one organ.
     *
     * @param mask labels
     * @param organ the organ's label
     * @param margins sum over the voxels of the organ of how far its logit lies above the largest other one
     */
    public static MaskTraits of(Mask mask, int organ, double margins) {
        int voxels = mask.count(organ);
        return voxels == 0
                ? EMPTY
                : new MaskTraits(
                        margins / voxels,
                        mask.millilitres(organ),
                        (double) ConnectedComponents.sizes(mask, organ).get(0) / voxels);
    }

    /** Whether nothing was found. */
    public boolean isEmpty() {
        return millilitres == 0;
    }
}
