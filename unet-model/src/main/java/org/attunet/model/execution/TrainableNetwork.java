package org.attunet.model.execution;

import java.util.List;
import org.attunet.model.kernel.ParameterVector;
import org.attunet.model.kernel.PatchOrder;
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

    /** Patches and labels that will come next, and will not change until then. They are brought where the network computes meanwhile. */
    default void expect(INDArray patches, INDArray labels) {
        // Nothing has to be brought anywhere.
    }

    /** Whether it also learns from patches that are made where it computes. */
    default boolean makesPatches() {
        return false;
    }

    /** As above, over patches made where the network computes; only where it {@link #makesPatches}. */
    default Score differentiate(List<PatchOrder> patches) {
        throw new UnsupportedOperationException("patches are not made where this network computes");
    }

    /** Patches that will come next; only where it {@link #makesPatches}. What they are made from is brought there meanwhile. */
    default void expect(List<PatchOrder> patches) {
        // Nothing has to be brought anywhere.
    }

    /** Moves the parameters against their gradient, by the optimiser's rule. */
    void step(double rate);
}
