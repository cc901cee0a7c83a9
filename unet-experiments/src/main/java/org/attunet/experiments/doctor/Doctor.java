package org.attunet.experiments.doctor;

import java.util.ArrayList;
import java.util.List;

/** Looks at Java, memory, ND4J's backend and the GPU. */
public final class Doctor {
    private Doctor() {}

    /** Every check, in the order a reader wants them. */
    public static List<Check> examine() {
        List<Check> checks = new ArrayList<>();
        checks.addAll(JavaChecks.all());
        checks.addAll(BackendChecks.all());
        checks.addAll(GpuChecks.all());
        return List.copyOf(checks);
    }
}
