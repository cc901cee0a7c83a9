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
        average.muli(decay).addi(parameters.mul(1 - decay));
    }

    void restore(float[] values) {
        average.assign(Nd4j.createFromArray(values).reshape(average.shape()));
    }

    void copyTo(INDArray parameters) {
        parameters.assign(average);
    }
}
