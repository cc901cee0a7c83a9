package org.attunet.train;

import org.nd4j.linalg.schedule.ISchedule;
import org.nd4j.shade.jackson.annotation.JsonCreator;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * The learning rate of every step of a run, in the form in which DL4J's updaters ask for it.
 *
 * @param highest rate that the others are shares of
 * @param schedule how it falls
 * @param finalShare what is left of it in the last step
 * @param warmUp share of the run in which it rises
 * @param steps of the whole run
 */
public record LearningRate(
        @JsonProperty("highest") double highest,
        @JsonProperty("schedule") Schedule schedule,
        @JsonProperty("finalShare") double finalShare,
        @JsonProperty("warmUp") double warmUp,
        @JsonProperty("steps") int steps)
        implements ISchedule {
    /** As DL4J's files have it. */
    @JsonCreator
    public LearningRate {}

    /**
     * The rates of a run.
     *
     * @param steps of the whole run
     */
    public LearningRate(OptimizerSettings settings, int steps) {
        this(
                settings.learningRate(),
                settings.schedule(),
                settings.finalLearningRateFraction(),
                settings.warmUp(),
                steps);
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
        return this;
    }
}
