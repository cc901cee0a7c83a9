package org.attunet.experiments.cli;

import java.util.List;
import java.util.stream.IntStream;
import org.attunet.model.SettingsException;
import org.attunet.model.engine.BackendChoice;
import org.attunet.model.engine.Device;

/** Which device each of several workers computes on. */
final class WorkerDevices {
    private WorkerDevices() {}

    /**
     * As {@code --device} takes them: the CPU for all, or a GPU each, in CUDA's order.
     *
     * @param choice what was asked for
     * @param device what that comes to here
     */
    static List<String> of(BackendChoice choice, Device device, int workers) {
        if (!device.isCuda()) {
            return IntStream.range(0, workers).mapToObj(n -> "cpu").toList();
        }
        if (choice.device().number().isPresent() || device.gpu().isEmpty()) {
            throw new SettingsException("--workers " + workers + " takes as many GPUs, and --device "
                    + choice.device().word()
                    + " is one: leave its number out (--device cuda); CUDA_VISIBLE_DEVICES says"
                    + " which GPUs there are");
        }
        return IntStream.range(0, workers).mapToObj(n -> "cuda:" + n).toList();
    }
}
