package org.attunet.train;

/**
 * How a step's gradient moves the weights.
 *
 * @param learningRate Adam's rate, at its highest
 * @param schedule how the rate changes from step to step
 * @param finalLearningRateFraction share of the rate that is left in the last step, where the schedule falls
 * @param warmUp share of all steps over which the rate first rises from 0
 * @param weightDecay share of each weight that is added to its gradient, as PyTorch's Adam has it
 * @param gradientClip largest norm of a step's whole gradient; 0 clips nothing
 * @param emaDecay decay of a moving average of the weights, which is then validated and kept; 0 averages nothing
 */
public record OptimizerSettings(
        double learningRate,
        Schedule schedule,
        double finalLearningRateFraction,
        double warmUp,
        double weightDecay,
        double gradientClip,
        double emaDecay) {

    /** Checks the ranges; all problems at once. */
    public OptimizerSettings {
        new Problems()
                .unless(learningRate > 0, "learning-rate must be positive, not " + learningRate)
                .unless(
                        finalLearningRateFraction >= 0 && finalLearningRateFraction <= 1,
                        "final-learning-rate-fraction must lie within 0…1, not " + finalLearningRateFraction)
                .unless(warmUp >= 0 && warmUp <= 1, "warm-up must lie within 0…1, not " + warmUp)
                .notNegative("weight-decay", weightDecay)
                .notNegative("gradient-clip", gradientClip)
                .unless(emaDecay >= 0 && emaDecay < 1, "ema-decay must lie within 0 and below 1, not " + emaDecay)
                .refuse();
    }

    /** The reference project's: 1e-4 throughout. */
    public static OptimizerSettings reference() {
        return new OptimizerSettings(1e-4, Schedule.CONSTANT, 1, 0, 0, 0, 0);
    }

    OptimizerSettings withLearningRate(double other) {
        return new OptimizerSettings(
                other, schedule, finalLearningRateFraction, warmUp, weightDecay, gradientClip, emaDecay);
    }
}
