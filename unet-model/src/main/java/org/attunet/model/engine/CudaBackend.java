package org.attunet.model.engine;

import java.util.List;
import java.util.Optional;
import org.attunet.model.kernel.DevicePlans;
import org.attunet.model.kernel.KernelSet;
import org.attunet.model.kernel.cuda.CudaKernels;
import org.attunet.model.kernel.cuda.Gpu;
import org.nd4j.linalg.api.buffer.DataType;

/** Our kernels and cuDNN on a GPU: parameters and activations live in its memory, DL4J's arrays in the machine's. */
public record CudaBackend(Gpu gpu, PrecisionChoice precision) implements Backend {
    @Override
    public DataType type() {
        return DataType.FLOAT;
    }

    /** Bytes of a kept number. */
    public int width() {
        return precision.on(gpu).bytes();
    }

    @Override
    public String numbers() {
        return precision.on(gpu).word();
    }

    @Override
    public Device device() {
        return Device.of(gpu);
    }

    @Override
    public Backend at(PrecisionChoice other) {
        gpu.require(other.on(gpu));
        return new CudaBackend(gpu, other);
    }

    @Override
    public Optional<DevicePlans> plans() {
        return Optional.of(CudaKernels.plans(gpu, precision.on(gpu)).all());
    }

    @Override
    public void adopt(List<DevicePlans> plans) {
        CudaKernels.plans(gpu, precision.on(gpu)).adopt(plans);
    }

    @Override
    public KernelSet<?> kernels() {
        CudaKernels kernels = CudaKernels.on(gpu, precision.on(gpu));
        return new KernelSet<>(kernels, type(), kernels::parameters);
    }

    @Override
    public String toString() {
        return device().name() + ", " + numbers();
    }
}
