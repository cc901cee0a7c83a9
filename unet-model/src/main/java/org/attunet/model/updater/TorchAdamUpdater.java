package org.attunet.model.updater;

import java.util.Map;
import org.attunet.model.kernel.AdamStep;
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

    /** The step at a rate, as DL4J counts them. */
    public AdamStep at(double rate, int iteration) {
        return AdamStep.of(rate, config.epsilon(), iteration);
    }

    /** As DL4J's own loop calls it. */
    @Override
    public void applyUpdater(INDArray gradient, int iteration, int epoch) {
        AdamStep step = at(config.getLearningRate(iteration, epoch), iteration);
        new Nd4jKernels(new ArrayPool(gradient.dataType())).adam(gradient, first, second, step);
    }
}
