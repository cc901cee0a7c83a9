package org.attunet.model.kernel.cuda;

import org.attunet.model.engine.Backend;
import org.attunet.model.execution.NetworkExecution;
import org.attunet.model.kernel.NetworkArrays;
import org.attunet.model.network.Plan;
import org.nd4j.linalg.api.buffer.DataType;

/** The backend of a GPU over a driver that is none. */
record EmulatedBackend(Driver driver) implements Backend {
    @Override
    public DataType type() {
        return DataType.FLOAT;
    }

    @Override
    public NetworkExecution<?> open(Plan plan, NetworkArrays arrays) {
        CudaKernels kernels = new CudaKernels(new DeviceSession(driver));
        return new NetworkExecution<>(plan, kernels, kernels.parameters(arrays));
    }
}
