package org.attunet.model.execution;

import org.attunet.model.kernel.Kernels;
import org.attunet.model.kernel.TensorRef;

/** {@code a + b}. */
record Add<T>(Kernels<T> kernels, TensorRef<T> a, TensorRef<T> b, TensorRef<T> out) implements Operator {
    @Override
    public void infer() {
        forward();
        a.read();
        b.read();
    }

    @Override
    public void forward() {
        kernels.copy(a.data(), out.open());
        kernels.add(b.data(), out.data());
    }

    @Override
    public void backward() {
        distributeGradient(a);
        distributeGradient(b);
        out.release();
    }

    private void distributeGradient(TensorRef<T> input) {
        if (input.isDifferentiable()) {
            input.addCopyOfGradient(out.gradient(), kernels);
        }
    }
}
