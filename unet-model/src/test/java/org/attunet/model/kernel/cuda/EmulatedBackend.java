package org.attunet.model.kernel.cuda;

import org.attunet.model.engine.Backend;
import org.attunet.model.kernel.KernelSet;
import org.nd4j.linalg.api.buffer.DataType;

/** The backend of a GPU over a driver that is none. */
record EmulatedBackend(Driver driver) implements Backend {
    @Override
    public DataType type() {
        return DataType.FLOAT;
    }

    @Override
    public KernelSet<?> kernels() {
        CudaKernels kernels = new CudaKernels(new DeviceSession(driver));
        return new KernelSet<>(kernels, type(), kernels::parameters);
    }
}
