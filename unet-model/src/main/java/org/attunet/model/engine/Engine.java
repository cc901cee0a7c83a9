package org.attunet.model.engine;

import java.util.Locale;
import org.attunet.model.SettingsException;
import org.attunet.model.kernel.nd4j.Nd4jKernels;
import org.bytedeco.javacpp.Loader;
import org.nd4j.linalg.api.buffer.DataType;

/** What executes networks. */
public enum Engine {
    /** oneDNN through one memory layout, floats in host memory: the fast one. */
    ONEDNN,

    /** ND4J's operations and the SameDiff vertices as they are defined, for every data type and backend. */
    ND4J;

    /** System property that chooses: {@code auto} (the default), {@code onednn} or {@code nd4j}. */
    public static final String PROPERTY = "attunet.engine";

    /** Asked once: whether oneDNN's native library is there and loads. */
    private static final class OneDnn {
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

    /**
     * The one for a data type: as {@link #PROPERTY} says, by default oneDNN wherever it runs.
     *
     * @throws SettingsException where the property asks for what does not exist or does not run here
     */
    public static Engine of(DataType type) {
        String wanted = System.getProperty(PROPERTY, "auto").toLowerCase(Locale.ROOT);
        boolean possible = Nd4jKernels.isCpuFloat(type) && OneDnn.LOADS;
        return switch (wanted) {
            case "auto" -> possible ? ONEDNN : ND4J;
            case "nd4j" -> ND4J;
            case "onednn" -> {
                if (Nd4jKernels.isCpuFloat(type) && !OneDnn.LOADS) {
                    throw new SettingsException(
                            "the engine (" + PROPERTY + ") is onednn, but oneDNN's library does not load here");
                }
                yield possible ? ONEDNN : ND4J;
            }
            default ->
                throw new SettingsException(
                        "the engine (" + PROPERTY + ") is " + wanted + "; it can be auto, onednn or nd4j");
        };
    }
}
