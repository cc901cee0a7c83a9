package org.attunet.model.kernel.cuda;

import java.nio.file.Path;
import org.attunet.model.engine.Backend;
import org.attunet.model.kernel.KernelSet;
import org.nd4j.linalg.api.buffer.DataType;

/** The backend of a GPU over a driver that is none. */
public record EmulatedBackend(Driver driver) implements Backend {
    /** Whose kernels are compiled by the machine's C++ compiler, as float; {@code folder} is where to. */
    public static EmulatedBackend compiled(Path folder) {
        return new EmulatedBackend(new Emulator(Precision.FLOAT, folder));
    }

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
