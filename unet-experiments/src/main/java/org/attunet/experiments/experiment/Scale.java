package org.attunet.experiments.experiment;

/** How much work an experiment is. */
public enum Scale {
    /** The reference project's size: a GPU's work for days. */
    FULL,
    /** Minutes on two CPU cores, on phantoms. */
    DEMO;

    private static final String CUDA_BACKEND = "org/nd4j/linalg/jcublas/JCublasBackend.class";

    /** Full where ND4J's CUDA backend is on the class path, else demo. Looks without loading the backend. */
    public static Scale ofThisBuild() {
        return Scale.class.getClassLoader().getResource(CUDA_BACKEND) == null ? DEMO : FULL;
    }
}
