package org.attunet.train;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** An exponential moving average of all parameters, running statistics included. */
final class MovingAverage {
    private final double decay;
    private final INDArray average;

    MovingAverage(double decay, INDArray parameters) {
        this.decay = decay;
        this.average = parameters.dup();
    }

    void add(INDArray parameters) {
        // In this form a parameter that does not move is its own average, to the last bit.
        average.addi(parameters.sub(average).muli(1 - decay));
    }

    void restore(float[] values) {
        average.assign(Nd4j.createFromArray(values).reshape(average.shape()));
    }

    void copyTo(INDArray parameters) {
        parameters.assign(average);
    }
}
