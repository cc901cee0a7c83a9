package org.attunet.model.execution;

import java.util.function.LongSupplier;
import org.attunet.model.kernel.Dropping;
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
    private final Dropping<T> dropping;
    private final LongSupplier random;

    /**
     * @param kept probability to be kept
     * @param random where the number of each step comes from
     */
    Dropout(Kernels<T> kernels, TensorRef<T> in, TensorRef<T> out, double kept, LongSupplier random) {
        this.kernels = kernels;
        this.in = in;
        this.out = out;
        this.dropping = kernels.dropping(kept);
        this.random = random;
    }

    @Override
    public void infer() {
        kernels.copy(in.data(), out.open());
        in.read();
    }

    @Override
    public void begin() {
        dropping.choose(random.getAsLong());
    }

    @Override
    public void forward() {
        dropping.apply(in.data(), out.open());
    }

    @Override
    public void backward() {
        dropping.apply(out.gradient(), out.gradient());
        in.addCopyOfGradient(out.gradient(), kernels);
        out.release();
    }
}
