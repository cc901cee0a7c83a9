package org.attunet.model.loss;

import org.attunet.model.kernel.nd4j.Nd4jKernels;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Loss and gradient of stacked predictions. Two implementations give the same numbers up to rounding. */
interface SegmentationLoss {
    /** Floats in host memory in two passes of our own, everything else by ND4J's operations. */
    static SegmentationLoss of(DataType type) {
        return Nd4jKernels.isHost(type) ? new HostLoss() : new Nd4jLoss();
    }

    /**
     * Computes loss and gradient together.
     *
     * @param logits [N, K · C, X, Y, Z]
     * @param labels class indices [N, 1, X, Y, Z]
     * @param plan what to compute
     * @param gradient filled with the gradient by the logits, same shape
     * @return the loss
     */
    double evaluate(INDArray logits, INDArray labels, LossPlan plan, INDArray gradient);
}
