package org.attunet.model.engine;

import java.util.Locale;
import org.attunet.model.SettingsException;
import org.attunet.model.kernel.cuda.Gpu;
import org.attunet.model.kernel.cuda.Precision;

/** How exactly networks are computed. */
public enum PrecisionChoice {
    /** On a GPU bfloat16 where it has that, else float; on the CPU float. */
    AUTO,
    /** Floats throughout. */
    FLOAT,
    /** Floats, of which convolutions on a GPU multiply 10 bits of each fraction, as PyTorch does by default. */
    TF32,
    /** Activations and gradients of 16 bits on a GPU; parameters, statistics and sums are floats. */
    BFLOAT16;

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
        if (this == TF32 || this == BFLOAT16) {
            throw new SettingsException("the precision is " + name().toLowerCase(Locale.ROOT)
                    + ", which this program's own kernels have on GPUs (profile cuda); "
                    + (device.isCuda() ? device.name() : "the CPU")
                    + " computes in float (training.precision, inference.precision: auto or float)");
        }
    }
}
