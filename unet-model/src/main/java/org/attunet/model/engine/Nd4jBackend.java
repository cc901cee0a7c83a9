package org.attunet.model.engine;

import org.attunet.model.kernel.KernelSet;
import org.attunet.model.kernel.nd4j.ArrayParameters;
import org.attunet.model.kernel.nd4j.ArrayPool;
import org.attunet.model.kernel.nd4j.Nd4jKernels;
import org.nd4j.linalg.api.buffer.DataType;

/** ND4J's own operations, on every backend that it has: in one data type, float or double. */
public record Nd4jBackend(DataType type) implements Backend {
    @Override
    public Device device() {
        return Device.isBuiltForNd4jCuda() ? Device.ND4J_CUDA : Device.CPU;
    }

    @Override
    public String toString() {
        return device().name() + ", ND4J's operations";
    }

    @Override
    public KernelSet<?> kernels() {
        return new KernelSet<>(new Nd4jKernels(new ArrayPool(type)), type, ArrayParameters::new);
    }
}
