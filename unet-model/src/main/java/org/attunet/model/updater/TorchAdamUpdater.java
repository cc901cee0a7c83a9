package org.attunet.model.updater;

import java.util.Map;
import org.attunet.model.kernel.AdamStep;
import org.attunet.model.kernel.Kernels;
import org.attunet.model.kernel.nd4j.ArrayPool;
import org.attunet.model.kernel.nd4j.Nd4jKernels;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.nd4j.linalg.learning.GradientUpdater;

/** The state of a {@link TorchAdam}: both moments, first m then v in one vector. */
public final class TorchAdamUpdater implements GradientUpdater<TorchAdam> {
    private static final String FIRST = "M";
    private static final String SECOND = "V";
    private final TorchAdam config;
    private INDArray first;
    private INDArray second;

    TorchAdamUpdater(TorchAdam config) {
        this.config = config;
    }

    @Override
    public TorchAdam getConfig() {
        return config;
    }

    @Override
    public void setState(Map<String, INDArray> state, boolean initialise) {
        first = state.get(FIRST);
        second = state.get(SECOND);
    }

    @Override
    public Map<String, INDArray> getState() {
        return Map.of(FIRST, first, SECOND, second);
    }

    @Override
    public void setStateViewArray(INDArray view, long[] gradientShape, char order, boolean initialise) {
        if (initialise) {
            view.assign(0);
        }
        INDArray flat = view.reshape(view.length());
        long half = flat.length() / 2;
        first = flat.get(NDArrayIndex.interval(0, half)).reshape('c', 1, half);
        second = flat.get(NDArrayIndex.interval(half, 2 * half)).reshape('c', 1, half);
    }

    /** Turns a gradient into what the parameters are lowered by, wherever the kernels compute. */
    public <T> void step(Kernels<T> kernels, INDArray gradient, double rate, int iteration) {
        AdamStep step = AdamStep.of(rate, config.epsilon(), iteration);
        kernels.adam(vector(kernels, gradient), vector(kernels, first), vector(kernels, second), step);
    }

    private static <T> T vector(Kernels<T> kernels, INDArray array) {
        return kernels.read(array.reshape('c', 1, 1, array.length(), 1, 1), () -> {
            throw new IllegalArgumentException("a vector of one channel is seen where it lies");
        });
    }

    /** As DL4J's own loop calls it. */
    @Override
    public void applyUpdater(INDArray gradient, int iteration, int epoch) {
        step(
                new Nd4jKernels(new ArrayPool(gradient.dataType())),
                gradient,
                config.getLearningRate(iteration, epoch),
                iteration);
    }
}
