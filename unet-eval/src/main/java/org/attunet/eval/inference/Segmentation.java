package org.attunet.eval.inference;

import java.util.List;
import java.util.Optional;
import org.attunet.data.Finding;
import org.attunet.data.volume.Mask;
import org.attunet.data.volume.Volume;
import org.attunet.eval.quality.PredictedDice;

/** What was found in an image, on the image's own grid. Computed at every call. */
public interface Segmentation {
    /** The most probable class of every voxel. */
    Mask mask();

    /** One volume of probabilities a class; their sum is 1. */
    List<Volume> probabilities();

    /** How far several networks agree; nothing of one. */
    default Optional<Agreement> agreement() {
        return Optional.empty();
    }

    /** How good the mask of class 1 probably is; nothing where nobody learned that. */
    default Optional<PredictedDice> predictedDice() {
        return Optional.empty();
    }

    /** What is to be said of how it was found. */
    default List<Finding> findings() {
        return List.of();
    }
}
