package org.attunet.model.kernel;

/** A choice that the host makes. */
final class HostDropping<T> implements Dropping<T> {
    private final HostKernels<T> kernels;
    private final double kept;
    private DropoutMask mask;

    HostDropping(HostKernels<T> kernels, double kept) {
        this.kernels = kernels;
        this.kept = kept;
    }

    @Override
    public void choose(long seed) {
        mask = new DropoutMask(seed, kept);
    }

    @Override
    public void apply(T x, T out) {
        kernels.dropout(x, mask, out);
    }
}
