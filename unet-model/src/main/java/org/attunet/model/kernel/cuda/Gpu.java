package org.attunet.model.kernel.cuda;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.cuda.global.cudart;
import org.bytedeco.cuda.global.cudnn;
import org.bytedeco.javacpp.SizeTPointer;

/**
 * A GPU of this machine.
 *
 * @param number as CUDA counts them, from 0
 * @param name such as NVIDIA H200
 * @param capability compute capability without its point, such as 90
 * @param multiprocessors how many
 * @param memory bytes in all
 */
public record Gpu(int number, String name, int capability, int multiprocessors, long memory) {
    /** The oldest that cuDNN 9 runs on. */
    static final int OLDEST = 70;

    /** The oldest with TF32 and bfloat16. */
    static final int AMPERE = 80;

    private static final int MULTIPROCESSORS = 16;
    private static final int CAPABILITY_MAJOR = 75;
    private static final int CAPABILITY_MINOR = 76;
    private static final int NO_DEVICE = 100;
    private static final int DRIVER_TOO_OLD = 35;

    /**
     * All that CUDA sees, at least one.
     *
     * @throws DeviceException with the one thing that is missing and what helps
     */
    public static List<Gpu> all() {
        CudaLibraries.load();
        int[] count = new int[1];
        int status = cudart.cudaGetDeviceCount(count);
        if (status == NO_DEVICE || (status == 0 && count[0] == 0)) {
            throw new DeviceException("no NVIDIA GPU is here (or none that CUDA_VISIBLE_DEVICES shows)");
        }
        if (status == DRIVER_TOO_OLD) {
            throw new DeviceException("the NVIDIA driver is too old: it serves CUDA " + version(driverVersion())
                    + ", this build needs " + version(runtimeVersion()) + "; a newer driver helps");
        }
        Cuda.check(status, "counting GPUs");
        List<Gpu> gpus = new ArrayList<>();
        for (int number = 0; number < count[0]; number++) {
            gpus.add(of(number));
        }
        return gpus;
    }

    private static Gpu of(int number) {
        byte[] name = new byte[256];
        Cuda.check(cudart.cuDeviceGetName(name, name.length, number), "asking for its name");
        int capability = attribute(CAPABILITY_MAJOR, number) * 10 + attribute(CAPABILITY_MINOR, number);
        String text = new String(name, StandardCharsets.UTF_8).replace("\0", "");
        try (SizeTPointer memory = new SizeTPointer(1)) {
            Cuda.check(cudart.cuDeviceTotalMem(memory, number), "asking for its memory");
            return new Gpu(number, text, capability, attribute(MULTIPROCESSORS, number), memory.get());
        }
    }

    private static int attribute(int which, int number) {
        int[] value = new int[1];
        Cuda.check(cudart.cudaDeviceGetAttribute(value, which, number), "asking for its properties");
        return value[0];
    }

    /** Of the driver: the newest CUDA that it serves, 1000 · major + 10 · minor. */
    private static int driverVersion() {
        int[] version = new int[1];
        Cuda.check(cudart.cudaDriverGetVersion(version), "asking for the driver's version");
        return version[0];
    }

    /** Of the runtime library. */
    private static int runtimeVersion() {
        int[] version = new int[1];
        Cuda.check(cudart.cudaRuntimeGetVersion(version), "asking for CUDA's version");
        return version[0];
    }

    static String version(int number) {
        return number / 1000 + "." + number % 1000 / 10;
    }

    /**
     * Passes where it computes in a precision.
     *
     * @throws DeviceException else
     */
    public void require(Precision precision) {
        if (!isSupported()) {
            throw new DeviceException(text() + ": 7.0 or later is needed");
        }
        if (precision != Precision.FLOAT && !hasHalves()) {
            throw new DeviceException(
                    text() + ": it has no " + precision.word() + ", which begins with 8.0: choose precision float");
        }
    }

    /** Whether it computes with bfloat16 and TF32. */
    public boolean hasHalves() {
        return capability >= AMPERE;
    }

    /** Whether cuDNN 9 runs on it. */
    public boolean isSupported() {
        return capability >= OLDEST;
    }

    /** Name and compute capability. */
    public String text() {
        return name + ", compute capability " + capability / 10 + "." + capability % 10;
    }

    /** Of driver, runtime and cuDNN. */
    public static String versions() {
        return "driver for CUDA " + version(driverVersion()) + ", CUDA " + version(runtimeVersion()) + ", cuDNN "
                + cudnnVersion();
    }

    /** To the last number: plans may differ from one to the next. */
    static String cudnnVersion() {
        long version = cudnn.cudnnGetVersion();
        return version / 10_000 + "." + version % 10_000 / 100 + "." + version % 100;
    }

    /** Bytes that are free now. */
    public long free() {
        try (SizeTPointer free = new SizeTPointer(1);
                SizeTPointer all = new SizeTPointer(1)) {
            Cuda.check(cudart.cudaSetDevice(number), "choosing " + name);
            Cuda.check(cudart.cudaMemGetInfo(free, all), "asking for its free memory");
            return free.get();
        }
    }
}
