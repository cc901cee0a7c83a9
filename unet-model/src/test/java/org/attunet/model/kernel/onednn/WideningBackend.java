package org.attunet.model.kernel.onednn;

import org.attunet.model.engine.Backend;
import org.attunet.model.kernel.KernelSet;
import org.nd4j.linalg.api.buffer.DataType;

/** Whole networks on {@link WideningKernels}. */
public record WideningBackend() implements Backend {
    @Override
    public DataType type() {
        return DataType.FLOAT;
    }

    @Override
    public KernelSet<?> kernels() {
        return new KernelSet<>(new WideningKernels(), type(), HostParameters::new);
    }
}
