package org.attunet.model.execution;

import org.attunet.model.kernel.ParameterVector;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A network that learns, wherever its parameters live. A step of training is {@link #differentiate} over one or several batches,
 * whatever is done to the {@link #gradientVector} then, and {@link #step}.
 */
public interface TrainableNetwork {
    /** All parameters, running statistics too. */
    ParameterVector parameterVector();

    /** The gradient of the loss by them; 0 for running statistics. */
    ParameterVector gradientVector();

    /**
     * A forward and a backward pass: fills the gradient and moves running statistics.
     *
     * @param patches [N, C, X, Y, Z]
     * @param labels class indices [N, 1, X, Y, Z]
     */
    Score differentiate(INDArray patches, INDArray labels);

    /** Moves the parameters against their gradient, by the optimiser's rule. */
    void step(double rate);
}
