package org.attunet.model.execution;

import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A loss that somebody wrote for a network, in place of the one that its plan ends in. It is computed on the host, wherever the network
 * computes: predictions and labels are brought there in every step, and the gradient back.
 */
@FunctionalInterface
public interface OwnLoss {
    /**
     * The loss of one batch, and its derivative.
     *
     * @param predictions logits [N, K · C, X, Y, Z]: K predictions of C classes, the top one first, behind it those of deep supervision
     * @param labels class indices [N, 1, X, Y, Z]
     * @param gradient zeros of the predictions' shape, to be filled with the derivative by each of them
     * @return the loss, a mean over the batch: steps are not divided by N
     */
    double differentiate(INDArray predictions, INDArray labels, INDArray gradient);
}
