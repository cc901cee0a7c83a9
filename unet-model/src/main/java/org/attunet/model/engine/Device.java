package org.attunet.model.engine;

import java.util.Optional;
import org.attunet.model.kernel.cuda.Gpu;

/**
 * What kind of computer networks run on.
 *
 * @param name for people
 * @param isCuda whether it is an NVIDIA GPU and its memory, not processor cores and the machine's own
 * @param gpu the GPU that our own kernels run on
 */
public record Device(String name, boolean isCuda, Optional<Gpu> gpu) {
    /** Processor cores. */
    public static final Device CPU = new Device("CPU", false, Optional.empty());

    /** The GPU that ND4J's own CUDA backend takes. */
    static final Device ND4J_CUDA = new Device("a GPU by ND4J's CUDA backend", true, Optional.empty());

    private static final String CUDA_BACKEND = "org/nd4j/linalg/jcublas/JCublasBackend.class";

    static Device of(Gpu gpu) {
        return new Device("cuda:" + gpu.number() + " " + gpu.name(), true, Optional.of(gpu));
    }

    /** Whether this build computes on ND4J's own CUDA backend. Looks without loading it. */
    public static boolean isBuiltForNd4jCuda() {
        return Device.class.getClassLoader().getResource(CUDA_BACKEND) != null;
    }
}
