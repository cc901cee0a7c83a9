package org.attunet.model.engine;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.attunet.model.SettingsException;
import org.attunet.model.kernel.nd4j.Nd4jKernels;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * What somebody asked for to compute with.
 *
 * @param engine on the CPU
 */
public record BackendChoice(Engine engine) {
    /** The fastest that runs here. */
    public static final BackendChoice AUTO = new BackendChoice(Engine.AUTO);

    /** What computes on a CPU. */
    public enum Engine {
        /** oneDNN wherever it runs, else ND4J. */
        AUTO,
        /** {@link OneDnnBackend}. */
        ONEDNN,
        /** {@link Nd4jBackend}. */
        ND4J;

        /** As it is typed. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * Of an engine by its name, in any case.
     *
     * @throws SettingsException if there is none of that name
     */
    public static BackendChoice of(String engine) {
        Optional<Engine> named = Stream.of(Engine.values())
                .filter(known -> known.word().equals(engine.toLowerCase(Locale.ROOT)))
                .findFirst();
        return new BackendChoice(named.orElseThrow(() ->
                new SettingsException("the engine (--engine) is " + engine + "; it can be auto, onednn or nd4j")));
    }

    /**
     * What it comes to here. ND4J's operations also run where ND4J's arrays are not in host memory, whatever was asked for.
     *
     * @throws SettingsException where what was asked for does not run here
     */
    public Backend resolve() {
        if (engine == Engine.ND4J || !Nd4jKernels.isCpuFloat(DataType.FLOAT)) {
            return new Nd4jBackend(DataType.FLOAT);
        }
        if (OneDnnBackend.loads()) {
            return new OneDnnBackend();
        }
        if (engine == Engine.ONEDNN) {
            throw new SettingsException("the engine (--engine) is onednn, but oneDNN's library does not load here");
        }
        return new Nd4jBackend(DataType.FLOAT);
    }
}
