package org.attunet.model.execution;

import org.attunet.model.kernel.Kernels;
import org.attunet.model.kernel.TensorRef;

/** Maxima of 2 × 2 × 2 voxels. */
record MaxPool<T>(Kernels<T> kernels, TensorRef<T> in, TensorRef<T> out) implements Operator {
    @Override
    public void infer() {
        forward();
        in.read();
    }

    @Override
    public void forward() {
        kernels.maxPool(in.data(), out.open());
    }

    @Override
    public void backward() {
        if (!in.hasGradient()) {
            kernels.clear(in.gradient());
        }
        kernels.maxPoolGradient(in.data(), out.data(), out.gradient(), in.gradient());
        out.release();
    }
}
