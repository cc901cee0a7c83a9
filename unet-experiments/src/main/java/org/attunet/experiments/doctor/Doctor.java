package org.attunet.experiments.doctor;

import java.util.ArrayList;
import java.util.List;
import org.attunet.model.engine.BackendChoice;
import org.attunet.model.engine.Device;

/** Looks at Java, memory, ND4J's backend and the GPU. */
public final class Doctor {
    private Doctor() {}

    /**
     * Every check, in the order a reader wants them.
     *
     * @param choice what somebody asked for to compute with
     */
    public static List<Check> examine(BackendChoice choice) {
        List<Check> checks = new ArrayList<>();
        checks.addAll(JavaChecks.all());
        checks.addAll(BackendChecks.all(choice));
        checks.addAll(Device.isBuiltForNd4jCuda() ? Nd4jCudaChecks.all() : CudaChecks.all(choice.device()));
        return List.copyOf(checks);
    }
}
