package org.attunet.model.engine;

import org.attunet.model.kernel.KernelSet;
import org.attunet.model.kernel.onednn.HostParameters;
import org.attunet.model.kernel.onednn.OneDnnKernels;
import org.bytedeco.javacpp.Loader;
import org.nd4j.linalg.api.buffer.DataType;

/** oneDNN through one memory layout, floats in host memory: the fast one on a CPU. */
public record OneDnnBackend() implements Backend {
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

    /** Whether oneDNN's native library is there and loads. */
    public static boolean loads() {
        return Library.LOADS;
    }

    @Override
    public String toString() {
        return device().name() + ", oneDNN";
    }

    @Override
    public DataType type() {
        return DataType.FLOAT;
    }

    @Override
    public KernelSet<?> kernels() {
        return new KernelSet<>(new OneDnnKernels(), type(), HostParameters::new);
    }
}
