package org.attunet.model.kernel.cuda;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.attunet.model.engine.Backend;
import org.attunet.model.kernel.DevicePlans;
import org.attunet.model.kernel.KernelSet;
import org.nd4j.linalg.api.buffer.DataType;

/** The backend of a GPU over a driver that is none. */
public record EmulatedBackend(Driver driver) implements Backend {
    /** Whose kernels are compiled by the machine's C++ compiler, as float; {@code folder} is where to. */
    public static EmulatedBackend compiled(Path folder) {
        return new EmulatedBackend(new Emulator(Precision.FLOAT, folder));
    }

    /** Another device of the same kernels, where {@link #compiled} made this one; every second engine adds up the other way round. */
    public EmulatedBackend another(String device, long engine) {
        return new EmulatedBackend(new Emulator((Emulator) driver, device, engine));
    }

    @Override
    public DataType type() {
        return DataType.FLOAT;
    }

    @Override
    public Optional<DevicePlans> plans() {
        return Optional.of(driver.plans().all());
    }

    @Override
    public void adopt(List<DevicePlans> plans) {
        driver.plans().adopt(plans);
    }

    @Override
    public KernelSet<?> kernels() {
        CudaKernels kernels = new CudaKernels(new DeviceSession(driver));
        return new KernelSet<>(kernels, type(), kernels::parameters);
    }
}
