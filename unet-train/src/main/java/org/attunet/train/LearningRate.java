package org.attunet.train;

import org.nd4j.linalg.schedule.ISchedule;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/** The learning rate of every step of a run, in the form in which DL4J's updaters ask for it. */
public final class LearningRate implements ISchedule {
    private static final long serialVersionUID = 1L;

    @JsonProperty
    private double highest;

    @JsonProperty
    private Schedule schedule;

    @JsonProperty
    private double finalShare;

    @JsonProperty
    private double warmUp;

    @JsonProperty
    private int steps;

    /** For deserialisation. */
    public LearningRate() {}

    /**
     * The rates of a run.
     *
     * @param steps of the whole run
     */
    public LearningRate(OptimizerSettings settings, int steps) {
        this.highest = settings.learningRate();
        this.schedule = settings.schedule();
        this.finalShare = settings.finalLearningRateFraction();
        this.warmUp = settings.warmUp();
        this.steps = steps;
    }

    @Override
    public double valueAt(int iteration, int epoch) {
        double progress = steps <= 1 ? 0 : Math.min(1, (double) iteration / (steps - 1));
        if (progress < warmUp) {
            return highest * (iteration + 1) / (warmUp * (steps - 1) + 1);
        }
        double rest = warmUp == 1 ? 0 : (progress - warmUp) / (1 - warmUp);
        return highest * schedule.share(rest, finalShare);
    }

    @Override
    public ISchedule clone() {
        LearningRate copy = new LearningRate();
        copy.highest = highest;
        copy.schedule = schedule;
        copy.finalShare = finalShare;
        copy.warmUp = warmUp;
        copy.steps = steps;
        return copy;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof LearningRate rate
                && highest == rate.highest
                && schedule == rate.schedule
                && finalShare == rate.finalShare
                && warmUp == rate.warmUp
                && steps == rate.steps;
    }

    @Override
    public int hashCode() {
        return Double.hashCode(highest) + 31 * steps;
    }
}
