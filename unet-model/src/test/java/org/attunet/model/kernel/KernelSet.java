package org.attunet.model.kernel;

import java.util.function.Function;
import java.util.stream.Stream;
import org.attunet.model.kernel.nd4j.ArrayParameters;
import org.attunet.model.kernel.nd4j.ArrayPool;
import org.attunet.model.kernel.nd4j.Nd4jKernels;
import org.attunet.model.kernel.onednn.HostParameters;
import org.attunet.model.kernel.onednn.OneDnnKernels;
import org.attunet.model.kernel.onednn.Voxels;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A set of kernels under test.
 *
 * @param kernels the set
 * @param type of the arrays that it exchanges
 * @param stores makes the place for parameters where these kernels read them
 */
public record KernelSet<T>(Kernels<T> kernels, DataType type, Function<NetworkArrays, TrainingStore<T>> stores) {
    /** Every set that runs on any machine. */
    public static Stream<KernelSet<?>> all() {
        return Stream.of(oneDnn(), nd4j(DataType.FLOAT), nd4j(DataType.DOUBLE));
    }

    /** Floats in host memory. */
    public static KernelSet<Voxels> oneDnn() {
        return new KernelSet<>(new OneDnnKernels(), DataType.FLOAT, HostParameters::new);
    }

    /** ND4J's own operations. */
    public static KernelSet<INDArray> nd4j(DataType type) {
        return new KernelSet<>(new Nd4jKernels(new ArrayPool(type)), type, ArrayParameters::new);
    }

    /** An activation that holds what an array [N, C, X, Y, Z] holds. */
    public T put(INDArray array) {
        T tensor = kernels.pool().take(Shape.of(array.shape()));
        kernels.fromArray(array, tensor);
        return tensor;
    }

    /** The same, read by an operator. */
    public TensorRef<T> ref(INDArray array) {
        TensorRef<T> ref = new TensorRef<>(Shape.of(array.shape()), kernels.pool(), true);
        ref.set(put(array));
        return ref;
    }

    /** An activation that an operator computes. */
    public TensorRef<T> ref(Shape shape) {
        return new TensorRef<>(shape, kernels.pool(), true);
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
