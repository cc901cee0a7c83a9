package org.attunet.experiments.experiment;

/** What kind of computer networks run on. */
public enum Device {
    /** Processor cores and the machine's own memory. */
    CPU,
    /** An NVIDIA GPU and its memory. */
    CUDA;

    private static final String CUDA_BACKEND = "org/nd4j/linalg/jcublas/JCublasBackend.class";

    /** CUDA where ND4J's CUDA backend is on the class path. Looks without loading the backend. */
    public static Device ofThisBuild() {
        return Device.class.getClassLoader().getResource(CUDA_BACKEND) == null ? CPU : CUDA;
    }

    /** The size of work that suits it. */
    public Scale scale() {
        return this == CUDA ? Scale.FULL : Scale.DEMO;
    }
}
