package org.attunet.experiments.doctor;

import java.util.List;
import java.util.Locale;
import org.attunet.model.engine.DeviceChoice;
import org.attunet.model.kernel.cuda.CudaLibraries;
import org.attunet.model.kernel.cuda.DeviceException;
import org.attunet.model.kernel.cuda.Gpu;

/** GPUs that our own kernels run on, and what they lack. */
final class CudaChecks {
    private static final String NAME = "CUDA";

    private CudaChecks() {}

    static List<Check> all(DeviceChoice choice) {
        if (!CudaLibraries.areBuiltIn() && choice.kind() != DeviceChoice.Kind.CUDA) {
            return List.of(Check.good(NAME, "not in this build (the profile cuda adds it; the CPU is used)"));
        }
        try {
            List<Gpu> gpus = Gpu.all();
            return gpus.stream().map(CudaChecks::check).toList();
        } catch (DeviceException e) {
            return List.of(lack(choice, e.getMessage()));
        }
    }

    /** Bad for who asked for a GPU, worth knowing to who did not. */
    static Check lack(DeviceChoice choice, String reason) {
        return choice.kind() == DeviceChoice.Kind.CUDA
                ? Check.bad(NAME, "cannot be used", reason)
                : Check.warning(NAME, "cannot be used, so the CPU is", reason);
    }

    private static Check check(Gpu gpu) {
        String found = String.format(
                Locale.ROOT,
                "%s, %.1f GiB, %s, in %s",
                gpu.text(),
                gpu.memory() / (double) (1L << 30),
                Gpu.versions(),
                gpu.hasHalves() ? "bfloat16, tf32 or float" : "float");
        String name = "cuda:" + gpu.number();
        return gpu.isSupported()
                ? Check.good(name, found)
                : Check.bad(name, found, "compute capability 7.0 or later is needed");
    }
}
