package org.attunet.model.kernel;

import java.util.function.Function;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Kernels for one network, and the place where they read its parameters.
 *
 * @param kernels with memory of their own
 * @param type of the arrays that they exchange
 * @param stores makes that place for parameters that DL4J keeps
 */
public record KernelSet<T>(Kernels<T> kernels, DataType type, Function<NetworkArrays, TrainingStore<T>> stores) {
    /** An activation that holds what an array [N, C, X, Y, Z] holds. */
    public T put(INDArray array) {
        T tensor = kernels.pool().take(Shape.of(array.shape()));
        kernels.fromArray(array, tensor);
        return tensor;
    }

    /** What an activation holds. */
    public INDArray get(T tensor, Shape shape) {
        INDArray array = Nd4j.createUninitialized(type, shape.dimensions(), 'c');
        kernels.toArray(tensor, array);
        return array;
    }

    @Override
    public String toString() {
        return kernels.getClass().getSimpleName() + " " + type;
    }
}
