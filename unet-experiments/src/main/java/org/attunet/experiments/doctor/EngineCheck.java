package org.attunet.experiments.doctor;

import org.attunet.model.engine.BackendChoice;
import org.attunet.model.engine.Device;
import org.attunet.model.engine.OneDnnBackend;
import org.attunet.model.kernel.nd4j.Nd4jKernels;
import org.attunet.model.kernel.onednn.Instructions;
import org.bytedeco.dnnl.dnnl_version_t;
import org.bytedeco.dnnl.global.dnnl;
import org.nd4j.linalg.api.buffer.DataType;

/** What networks of floats run on, as they choose it themselves, and how that came. */
final class EngineCheck {
    private static final String NAME = "engine";

    private EngineCheck() {}

    /** What it computes in, with the instructions that decide on it. */
    static String numbers(Instructions found) {
        return found.multipliesBfloat16()
                ? "in float, or bfloat16 (" + found.word() + ")"
                : "in float (" + found.word() + "; bfloat16 needs avx512_bf16 or AMX)";
    }

    static Check run(BackendChoice choice) {
        boolean byItself = choice.engine() == BackendChoice.Engine.AUTO;
        String how = byItself ? "" : " (--engine " + choice.engine().word() + ")";
        // What computes where no GPU does.
        if (choice.on(Device.CPU) instanceof OneDnnBackend) {
            dnnl_version_t version = dnnl.dnnl_version();
            return Check.good(
                    NAME,
                    "oneDNN " + version.major() + "." + version.minor() + "." + version.patch()
                            + ", channels-last from input to logits, " + numbers(Instructions.here()) + how);
        }
        String found = "ND4J's operations, one by one" + how;
        return byItself && Nd4jKernels.isCpuFloat(DataType.FLOAT)
                ? Check.warning(
                        NAME, found, "oneDNN's library (org.bytedeco:dnnl) does not load here; training is slower")
                : Check.good(NAME, found);
    }
}
