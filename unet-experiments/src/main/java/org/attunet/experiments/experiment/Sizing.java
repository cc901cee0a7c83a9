package org.attunet.experiments.experiment;

import java.util.Optional;
import org.attunet.model.engine.Device;
import org.attunet.model.kernel.cuda.Gpu;

/**
 * What decides on the size of work where an experiment's file does not.
 *
 * @param asked the scale that somebody asked for
 * @param device what it will be computed on
 */
public record Sizing(Optional<Scale> asked, Device device) {
    /** Of a device, which decides alone. */
    public static Sizing by(Device device) {
        return new Sizing(Optional.empty(), device);
    }

    /** What the reference's PyTorch multiplies with by default: TF32 where a GPU has it. */
    String referencePrecision() {
        return device.gpu().filter(Gpu::hasHalves).isPresent() ? "tf32" : "float";
    }
}
