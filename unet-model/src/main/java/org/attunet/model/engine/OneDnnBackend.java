package org.attunet.model.engine;

import org.attunet.model.SettingsException;
import org.attunet.model.kernel.KernelSet;
import org.attunet.model.kernel.onednn.HostParameters;
import org.attunet.model.kernel.onednn.Instructions;
import org.attunet.model.kernel.onednn.Kept;
import org.attunet.model.kernel.onednn.OneDnnKernels;
import org.bytedeco.javacpp.Loader;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * oneDNN through one memory layout in host memory: the fast one on a CPU.
 *
 * @param kept how activations are kept and multiplied
 */
public record OneDnnBackend(Kept kept) implements Backend {
    /** Asked once: whether oneDNN's native library is there and loads. */
    private static final class Library {
        static final boolean LOADS = loads();

        private static boolean loads() {
            try {
                Loader.load(org.bytedeco.dnnl.global.dnnl.class);
                return true;
            } catch (UnsatisfiedLinkError | NoClassDefFoundError e) {
                return false;
            }
        }
    }

    /** In float. */
    public OneDnnBackend() {
        this(Kept.FLOAT);
    }

    /** Whether oneDNN's native library is there and loads. */
    public static boolean loads() {
        return Library.LOADS;
    }

    @Override
    public String toString() {
        return device().name() + ", oneDNN" + (kept == Kept.FLOAT ? "" : ", " + numbers());
    }

    @Override
    public DataType type() {
        return DataType.FLOAT;
    }

    @Override
    public String numbers() {
        return kept.word();
    }

    @Override
    public Backend at(PrecisionChoice precision) {
        return at(precision, Instructions.here());
    }

    Backend at(PrecisionChoice precision, Instructions instructions) {
        if (precision != PrecisionChoice.BFLOAT16) {
            precision.requireFloat(device());
            return new OneDnnBackend();
        }
        if (!instructions.multipliesBfloat16()) {
            throw new SettingsException("the precision is bfloat16, and this processor has neither avx512_bf16 nor AMX"
                    + " to multiply it with (oneDNN finds " + instructions.word()
                    + "): choose float, or auto (training.precision, inference.precision)");
        }
        return new OneDnnBackend(Kept.BFLOAT16);
    }

    @Override
    public Backend inferring(PrecisionChoice precision) {
        return inferring(precision, Instructions.here());
    }

    /** {@code auto} is bfloat16 where the processor multiplies it, which takes half to two thirds of float's time. */
    Backend inferring(PrecisionChoice precision, Instructions instructions) {
        boolean isHalf = precision == PrecisionChoice.AUTO && instructions.multipliesBfloat16();
        return at(isHalf ? PrecisionChoice.BFLOAT16 : precision, instructions);
    }

    @Override
    public KernelSet<?> kernels() {
        return new KernelSet<>(new OneDnnKernels(kept), type(), HostParameters::new);
    }
}
