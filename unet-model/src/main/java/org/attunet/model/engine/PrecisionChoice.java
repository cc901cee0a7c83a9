package org.attunet.model.engine;

import java.util.Locale;
import org.attunet.model.SettingsException;
import org.attunet.model.kernel.cuda.Gpu;
import org.attunet.model.kernel.cuda.Precision;

/** How exactly networks are computed. */
public enum PrecisionChoice {
    /** On a GPU bfloat16 where it has that, else float; on the CPU float, but for predictions where the processor multiplies bfloat16. */
    AUTO,
    /** Floats throughout. */
    FLOAT,
    /** Floats, of which convolutions on a GPU multiply 10 bits of each fraction, as PyTorch does by default. */
    TF32,
    /** Activations and gradients of 16 bits, on a GPU or a processor that multiplies them; parameters, statistics and sums are floats. */
    BFLOAT16;

    /** As it is typed. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What it comes to on a GPU. */
    Precision on(Gpu gpu) {
        if (this == AUTO) {
            return gpu.hasHalves() ? Precision.BFLOAT16 : Precision.FLOAT;
        }
        return Precision.valueOf(name());
    }

    /**
     * Passes where something that computes in float alone computes so.
     *
     * @throws SettingsException else
     */
    void requireFloat(Device device) {
        if (this == TF32) {
            throw refused(", which this program's own kernels have on GPUs (profile cuda); ", device, "the CPU");
        }
        if (this == BFLOAT16) {
            throw refused(
                    ", which oneDNN (--engine onednn) and this program's own kernels on GPUs have; ",
                    device,
                    "ND4J on the CPU");
        }
    }

    private SettingsException refused(String known, Device device, String onCpu) {
        return new SettingsException("the precision is " + word() + known
                + (device.isCuda() ? device.name() : onCpu)
                + " computes in float (training.precision, inference.precision: auto or float)");
    }
}
