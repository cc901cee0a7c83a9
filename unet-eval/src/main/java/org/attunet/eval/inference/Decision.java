package org.attunet.eval.inference;

import java.util.List;
import java.util.Optional;
import org.attunet.data.Finding;
import org.attunet.data.volume.Mask;
import org.attunet.eval.quality.PredictedDice;

/**
 * What was decided of every voxel of an image.
 *
 * @param mask the most probable class, on the image's own grid
 * @param findings what is to be said of how it was found
 * @param predictedDice how good the mask of class 1 probably is; nothing where nobody learned that
 */
public record Decision(Mask mask, List<Finding> findings, Optional<PredictedDice> predictedDice) {
    /** Of a whole segmentation. */
    public static Decision of(Segmentation found) {
        return new Decision(found.mask(), found.findings(), found.predictedDice());
    }
}
