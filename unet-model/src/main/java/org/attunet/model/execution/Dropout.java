package org.attunet.model.execution;

import java.util.function.LongSupplier;
import org.attunet.model.kernel.Kernels;
import org.attunet.model.kernel.TensorRef;

/**
 * Dropout: in training each number is kept with a probability, and then divided by it. Which ones follows from one number drawn a
 * step, so the same seed drops the same on any number of threads.
 */
final class Dropout<T> implements Operator {
    private final Kernels<T> kernels;
    private final TensorRef<T> in;
    private final TensorRef<T> out;
    private final double kept;
    private final LongSupplier random;
    private long seed;

    /**
     * @param kept probability to be kept
     * @param random where the number of each step comes from
     */
    Dropout(Kernels<T> kernels, TensorRef<T> in, TensorRef<T> out, double kept, LongSupplier random) {
        this.kernels = kernels;
        this.in = in;
        this.out = out;
        this.kept = kept;
        this.random = random;
    }

    @Override
    public void infer() {
        kernels.copy(in.data(), out.open());
        in.read();
    }

    @Override
    public void forward() {
        seed = random.getAsLong();
        kernels.dropout(in.data(), seed, kept, out.open());
    }

    @Override
    public void backward() {
        kernels.dropout(out.gradient(), seed, kept, out.gradient());
        in.addCopyOfGradient(out.gradient(), kernels);
        out.release();
    }
}
