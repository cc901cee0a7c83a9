package org.attunet.model.engine;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.attunet.model.SettingsException;
import org.attunet.model.kernel.cuda.DeviceException;
import org.attunet.model.kernel.nd4j.Nd4jKernels;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * What somebody asked for to compute with.
 *
 * @param device where
 * @param engine on the CPU
 */
public record BackendChoice(DeviceChoice device, Engine engine) {
    /** The fastest that runs here. */
    public static final BackendChoice AUTO = new BackendChoice(DeviceChoice.AUTO, Engine.AUTO);

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

        private static Engine of(String typed) {
            return Stream.of(values())
                    .filter(known -> known.word().equals(typed.toLowerCase(Locale.ROOT)))
                    .findFirst()
                    .orElseThrow(() -> new SettingsException(
                            "the engine (--engine) is " + typed + "; it can be auto, onednn or nd4j"));
        }
    }

    /**
     * As it is typed, in any case. Who names an engine means the CPU.
     *
     * @throws SettingsException for what there is not, and for an engine beside a GPU
     */
    public static BackendChoice of(Optional<String> device, Optional<String> engine) {
        DeviceChoice where = device.map(DeviceChoice::of).orElse(DeviceChoice.AUTO);
        Engine how = engine.map(Engine::of).orElse(Engine.AUTO);
        if (how == Engine.AUTO) {
            return new BackendChoice(where, how);
        }
        if (where.kind() == DeviceChoice.Kind.CUDA) {
            throw new SettingsException("--engine " + how.word() + " says what computes on the CPU, and --device "
                    + where.word() + " is none: leave one of them out");
        }
        return new BackendChoice(where, how);
    }

    /**
     * Where that is here; nothing of ND4J is loaded.
     *
     * @throws SettingsException where there is no such device
     * @throws DeviceException where it cannot be used
     */
    public Device place() {
        boolean onCpu = engine != Engine.AUTO && !Device.isBuiltForNd4jCuda();
        return onCpu ? Device.CPU : device.resolve();
    }

    /**
     * What it comes to here.
     *
     * @throws SettingsException where what was asked for does not run here
     * @throws DeviceException where the device cannot be used
     */
    public Backend resolve() {
        return on(place());
    }

    /** What computes at a {@link #place} that was found before. */
    public Backend on(Device found) {
        if (found.gpu().isPresent()) {
            return new CudaBackend(found.gpu().get(), PrecisionChoice.AUTO);
        }
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
