package org.attunet.model.engine;

import org.attunet.model.execution.NetworkExecution;
import org.attunet.model.kernel.NetworkArrays;
import org.attunet.model.kernel.nd4j.ArrayParameters;
import org.attunet.model.kernel.nd4j.ArrayPool;
import org.attunet.model.kernel.nd4j.Nd4jKernels;
import org.attunet.model.network.Plan;
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
    public NetworkExecution<?> open(Plan plan, NetworkArrays arrays) {
        return new NetworkExecution<>(plan, new Nd4jKernels(new ArrayPool(type)), new ArrayParameters(arrays));
    }
}
