package org.attunet.model.updater;

import java.util.Map;
import java.util.Objects;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.learning.GradientUpdater;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.schedule.ISchedule;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * Adam as PyTorch has it: epsilon is added after the bias correction, {@code lr · m̂ / (√v̂ + ε)}. ND4J's own adds it before, which
 * moves a first step by up to 7e-5 of the rate. β₁ = 0.9, β₂ = 0.999.
 */
public final class TorchAdam implements IUpdater {
    private static final long serialVersionUID = 1L;

    @JsonProperty
    private double learningRate;

    @JsonProperty
    private ISchedule schedule;

    @JsonProperty
    private double epsilon = 1e-8;

    /** For deserialisation. */
    public TorchAdam() {}

    /** A constant rate. */
    public TorchAdam(double learningRate) {
        this.learningRate = learningRate;
    }

    /** A rate that follows a schedule over iterations or epochs. */
    public TorchAdam(ISchedule schedule) {
        this.schedule = schedule;
    }

    double epsilon() {
        return epsilon;
    }

    @Override
    public long stateSize(long parameters) {
        return 2 * parameters;
    }

    @Override
    public GradientUpdater<TorchAdam> instantiate(INDArray state, boolean initialise) {
        TorchAdamUpdater updater = new TorchAdamUpdater(this);
        long[] shape = state.shape().clone();
        shape[shape.length - 1] /= 2;
        updater.setStateViewArray(state, shape, state.ordering(), initialise);
        return updater;
    }

    @Override
    public GradientUpdater<TorchAdam> instantiate(Map<String, INDArray> state, boolean initialise) {
        TorchAdamUpdater updater = new TorchAdamUpdater(this);
        updater.setState(state, initialise);
        return updater;
    }

    @Override
    public double getLearningRate(int iteration, int epoch) {
        return schedule == null ? learningRate : schedule.valueAt(iteration, epoch);
    }

    @Override
    public boolean hasLearningRate() {
        return true;
    }

    @Override
    public void setLrAndSchedule(double rate, ISchedule newSchedule) {
        learningRate = rate;
        schedule = newSchedule;
    }

    @Override
    public IUpdater clone() {
        TorchAdam copy = new TorchAdam(learningRate);
        copy.schedule = schedule == null ? null : schedule.clone();
        copy.epsilon = epsilon;
        return copy;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TorchAdam adam
                && learningRate == adam.learningRate
                && epsilon == adam.epsilon
                && Objects.equals(schedule, adam.schedule);
    }

    @Override
    public int hashCode() {
        return Objects.hash(learningRate, epsilon, schedule);
    }

    @Override
    public String toString() {
        return "TorchAdam(" + (schedule == null ? learningRate : schedule) + ")";
    }
}
