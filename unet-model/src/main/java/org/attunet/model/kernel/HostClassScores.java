package org.attunet.model.kernel;

import java.util.function.Supplier;

/** Sums that come to the host. */
final class HostClassScores<T> implements ClassScores<T> {
    private final HostKernels<T> kernels;
    private final ClassLoss loss;
    private ClassSums sums;

    HostClassScores(HostKernels<T> kernels, ClassLoss loss) {
        this.kernels = kernels;
        this.loss = loss;
    }

    @Override
    public void forward(T probabilities, T labels) {
        sums = kernels.classSums(probabilities, labels, loss.classes(), loss.hasLogarithms());
    }

    @Override
    public void backward(T probabilities, T labels) {
        kernels.softmaxGradient(probabilities, labels, loss.classes(), loss.gradient(sums));
    }

    @Override
    public Supplier<ClassSums> sums() {
        ClassSums found = sums;
        return () -> found;
    }
}
