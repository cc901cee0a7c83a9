package org.attunet.eval.metric;

import java.util.Locale;
import org.attunet.data.DataException;
import org.attunet.data.volume.Mask;

/**
 * A prediction and its label on one grid.
 *
 * @param prediction what was predicted
 * @param label what is right
 */
public record MaskPair(Mask prediction, Mask label) {
    /** Corners of two grids may lie this far apart: the round-off of affines stored in 32 bits, no displacement. */
    private static final double SAME_PLACE_MM = 0.1;

    /** Refuses masks whose voxels do not lie in the same places. */
    public MaskPair {
        if (!prediction.size().equals(label.size())) {
            throw new DataException("the prediction has " + prediction.size() + " voxels, the label " + label.size()
                    + ": scores need both on one grid");
        }
        double distance = prediction.geometry().cornerDistance(label.geometry());
        if (!(distance <= SAME_PLACE_MM)) {
            throw new DataException(String.format(
                    Locale.ROOT,
                    "prediction and label have the same size but lie up to %.2f mm apart: scores need both on one grid",
                    distance));
        }
    }
}
