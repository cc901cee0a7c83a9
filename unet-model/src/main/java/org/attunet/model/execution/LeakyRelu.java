package org.attunet.model.execution;

import org.attunet.model.kernel.Kernels;
import org.attunet.model.kernel.TensorRef;

/** {@code max(x, slope · x)} on its own. */
record LeakyRelu<T>(Kernels<T> kernels, TensorRef<T> in, TensorRef<T> out, double slope) implements Operator {
    @Override
    public void infer() {
        forward();
        in.read();
    }

    @Override
    public void forward() {
        kernels.activate(in.data(), slope, out.open());
    }

    @Override
    public void backward() {
        kernels.activationGradient(out.data(), out.gradient(), slope);
        in.addCopyOfGradient(out.gradient(), kernels);
        out.release();
    }
}
