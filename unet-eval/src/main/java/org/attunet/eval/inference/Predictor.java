package org.attunet.eval.inference;

import java.util.List;
import java.util.Optional;
import org.attunet.model.execution.ImageInference;
import org.attunet.model.kernel.WindowedImage;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Something that classifies the voxels of patches: a network, several, or a test's formula. */
@FunctionalInterface
public interface Predictor {
    /** One look at each window, not mirrored. */
    List<Integer> AS_THEY_ARE = List.of(0);

    /**
     * Logits of every voxel of some patches.
     *
     * @param batch [N, C, X, Y, Z], float, 'c' order; valid only during the call
     * @return [N, classes, X, Y, Z]; the caller closes it
     */
    INDArray logits(INDArray batch);

    /**
     * Begins to look at a whole image where a network computes.
     *
     * @param looks how each window is mirrored, look by look: bit 0, 1 or 2 is set for its first, second or third axis
     * @return nothing where windows are to be cut, classified and put together here, which everything does but a network on a computer
     *     with memory of its own, by itself or mirrored
     */
    default Optional<ImageInference> begin(WindowedImage image, List<Integer> looks) {
        return Optional.empty();
    }
}
