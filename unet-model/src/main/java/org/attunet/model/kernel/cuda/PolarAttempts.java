package org.attunet.model.kernel.cuda;

/**
 * How many attempts of Marsaglia's polar method are made for the noise of a patch, at once: π/4 of them give noise for two voxels each. So
 * many more are made that too few would be of use less often than once in 10^100 patches.
 *
 * @param chunks of {@link #CHUNK} attempts
 */
record PolarAttempts(int chunks) {
    /** Attempts that a thread makes one after the other. */
    static final int CHUNK = 256;

    private static final double MARGIN = 1.02;
    private static final int MORE = 2000;

    static PolarAttempts forVoxels(long voxels) {
        double attempts = voxels / 2.0 / (Math.PI / 4) * MARGIN + MORE;
        return new PolarAttempts((int) Math.ceil(attempts / CHUNK));
    }
}
