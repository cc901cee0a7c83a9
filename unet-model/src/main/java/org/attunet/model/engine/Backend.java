package org.attunet.model.engine;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.attunet.model.SettingsException;
import org.attunet.model.execution.NetworkExecution;
import org.attunet.model.kernel.DevicePlans;
import org.attunet.model.kernel.KernelSet;
import org.attunet.model.kernel.NetworkArrays;
import org.attunet.model.network.Plan;
import org.nd4j.linalg.api.buffer.DataType;

/** Which kernels execute networks: chosen on the command line ({@link BackendChoice}), and handed down from there. */
public interface Backend {
    /** Type of the numbers that DL4J keeps for it. */
    DataType type();

    /** Kernels for one network. */
    KernelSet<?> kernels();

    /** A network's plan at work on these kernels, over parameters of {@link #type}. */
    default NetworkExecution<?> open(Plan plan, NetworkArrays arrays) {
        return open(kernels(), plan, arrays);
    }

    private static <T> NetworkExecution<T> open(KernelSet<T> set, Plan plan, NetworkArrays arrays) {
        return new NetworkExecution<>(plan, set.kernels(), set.stores().apply(arrays));
    }

    /** What activations are kept and multiplied in, as it is typed: float, tf32, bfloat16 or double. */
    default String numbers() {
        return type().name().toLowerCase(Locale.ROOT);
    }

    /** Where it computes. */
    default Device device() {
        return Device.CPU;
    }

    /** What was chosen on its device where that has several ways to the same result; nothing where it has one. */
    default Optional<DevicePlans> plans() {
        return Optional.empty();
    }

    /** From here on chooses what was chosen in an earlier run, as far as that was on such a device; to be called before networks run. */
    default void adopt(List<DevicePlans> plans) {
        // There is nothing to choose.
    }

    /**
     * This one in another precision; {@code auto} is what training has.
     *
     * @throws SettingsException where it does not compute so
     */
    default Backend at(PrecisionChoice precision) {
        precision.requireFloat(device());
        return this;
    }

    /**
     * This one in another precision for predictions, where {@code auto} may be fewer bits than in training.
     *
     * @throws SettingsException where it does not compute so
     */
    default Backend inferring(PrecisionChoice precision) {
        return at(precision);
    }

    /** This one where it computes in that type, else ND4J's operations, which compute in every one. */
    default Backend in(DataType other) {
        return other == type() ? this : new Nd4jBackend(other);
    }
}
