package org.attunet.eval.inference;

import org.nd4j.linalg.api.ndarray.INDArray;

/** Something that classifies the voxels of patches: a network, several, or a test's formula. */
@FunctionalInterface
public interface Predictor {
    /**
     * Logits of every voxel of some patches.
     *
     * @param batch [N, C, X, Y, Z], float, 'c' order; valid only during the call
     * @return [N, classes, X, Y, Z]; the caller closes it
     */
    INDArray logits(INDArray batch);
}
