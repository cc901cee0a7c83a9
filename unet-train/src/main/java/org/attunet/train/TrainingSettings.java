package org.attunet.train;

import org.attunet.model.SettingsException;

/**
 * How the network is trained.
 *
 * @param epochs times that every training case is seen
 * @param batch cases in a step; each gives as many patches as the data settings say
 * @param learningRate Adam's rate, at its highest
 * @param schedule how the rate changes from step to step
 * @param finalShare share of the rate that is left in the last step, where the schedule falls
 * @param warmUp share of all steps over which the rate first rises from 0
 * @param gradientClip largest norm of a step's whole gradient; 0 clips nothing
 * @param averageDecay decay of a moving average of the weights, which is then validated and kept; 0 averages nothing
 * @param validateEvery epochs between validations; the last epoch is always validated
 * @param patience validations without a better score after which training stops; 0 never stops early
 * @param seed of the initial weights and everything random in the data
 */
public record TrainingSettings(
        int epochs,
        int batch,
        double learningRate,
        Schedule schedule,
        double finalShare,
        double warmUp,
        double gradientClip,
        double averageDecay,
        int validateEvery,
        int patience,
        long seed) {

    /** Checks the ranges; all problems at once. */
    public TrainingSettings {
        StringBuilder problems = new StringBuilder();
        check(problems, epochs >= 1, "training.epochs must be at least 1, not " + epochs);
        check(problems, batch >= 1, "training.batch must be at least 1, not " + batch);
        check(problems, learningRate > 0, "training.learning-rate must be positive, not " + learningRate);
        check(problems, share(finalShare), "training.final-share must lie within 0…1, not " + finalShare);
        check(problems, share(warmUp), "training.warm-up must lie within 0…1, not " + warmUp);
        check(problems, gradientClip >= 0, "training.gradient-clip must not be negative, not " + gradientClip);
        check(
                problems,
                averageDecay >= 0 && averageDecay < 1,
                "training.average-decay must lie within 0 and below 1, not " + averageDecay);
        check(problems, validateEvery >= 1, "training.validate-every must be at least 1, not " + validateEvery);
        check(problems, patience >= 0, "training.patience must not be negative, not " + patience);
        if (problems.length() > 0) {
            throw new SettingsException(problems.toString());
        }
    }

    private static boolean share(double value) {
        return value >= 0 && value <= 1;
    }

    private static void check(StringBuilder problems, boolean holds, String problem) {
        if (!holds) {
            problems.append(problems.length() == 0 ? "" : "; ").append(problem);
        }
    }

    /** The reference project's: 600 epochs of two cases a step, Adam 1e-4, validated every other epoch. */
    public static TrainingSettings reference() {
        return new TrainingSettings(600, 2, 1e-4, Schedule.CONSTANT, 1, 0, 0, 0, 2, 0, 0);
    }

    /** The same for another number of epochs. */
    public TrainingSettings withEpochs(int other) {
        return new TrainingSettings(
                other,
                batch,
                learningRate,
                schedule,
                finalShare,
                warmUp,
                gradientClip,
                averageDecay,
                validateEvery,
                patience,
                seed);
    }

    /** Whether an epoch, counted from 0, ends with a validation. */
    boolean validatesAfter(int epoch) {
        return (epoch + 1) % validateEvery == 0 || epoch + 1 == epochs;
    }
}
