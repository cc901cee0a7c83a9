package org.attunet.model.updater;

import java.util.Map;
import org.attunet.model.kernel.nd4j.Nd4jKernels;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.impl.updaters.AdamUpdater;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.nd4j.linalg.learning.GradientUpdater;

/** The state of a {@link TorchAdam}: both moments, first m then v in one vector. */
final class TorchAdamUpdater implements GradientUpdater<TorchAdam> {
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

    /**
     * ND4J's operation computes {@code lr √(1 − β₂ᵗ) / (1 − β₁ᵗ) · m / (√v + ε)}; with ε scaled by √(1 − β₂ᵗ) that is PyTorch's
     * rule exactly.
     */
    @Override
    public void applyUpdater(INDArray gradient, int iteration, int epoch) {
        double rate = config.getLearningRate(iteration, epoch);
        double epsilon = config.epsilon() * Math.sqrt(1 - Math.pow(TorchAdam.BETA2, iteration + 1));
        if (Nd4jKernels.isHost(gradient.dataType())) {
            HostAdam.of(rate, TorchAdam.BETA1, TorchAdam.BETA2, epsilon, iteration)
                    .apply(gradient, first, second);
            return;
        }
        INDArray row = gradient.reshape(gradient.ordering(), 1, gradient.length());
        Nd4j.exec(new AdamUpdater(row, second, first, rate, TorchAdam.BETA1, TorchAdam.BETA2, epsilon, iteration));
    }
}
