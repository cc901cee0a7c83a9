package org.attunet.experiments.gpucheck;

import java.nio.file.Path;
import java.util.List;
import org.attunet.model.engine.Backend;
import org.attunet.model.engine.PrecisionChoice;
import org.attunet.model.kernel.cuda.Gpu;

/**
 * What every section is given.
 *
 * @param backend what computes
 * @param backendOptions the same for another process: options of a command line
 * @param workload how much is done
 * @param minutes that each experiment is trained
 * @param program the words that start this program once more
 * @param out where results that stay are written; it is there
 * @param work for files that go when the section ends; it is there
 */
public record CheckContext(
        Backend backend,
        List<String> backendOptions,
        Workload workload,
        double minutes,
        List<String> program,
        Path out,
        Path work) {
    /** Keeps its own copies. */
    public CheckContext {
        backendOptions = List.copyOf(backendOptions);
        program = List.copyOf(program);
    }

    /** All that the device computes in, the exact one first. */
    List<PrecisionChoice> precisions() {
        return backend.device().gpu().filter(Gpu::hasHalves).isPresent()
                ? List.of(PrecisionChoice.FLOAT, PrecisionChoice.TF32, PrecisionChoice.BFLOAT16)
                : List.of(PrecisionChoice.FLOAT);
    }
}
