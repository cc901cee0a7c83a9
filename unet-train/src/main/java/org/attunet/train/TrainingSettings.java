package org.attunet.train;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.attunet.model.SettingsException;

/**
 * How the network is trained.
 *
 * @param epochs times that every training case is seen
 * @param batch cases in a step; each gives as many patches as the data settings say
 * @param gradientAccumulation batches whose gradients make one step together
 * @param learningRate Adam's rate, at its highest
 * @param schedule how the rate changes from step to step
 * @param finalLearningRateFraction share of the rate that is left in the last step, where the schedule falls
 * @param warmUp share of all steps over which the rate first rises from 0
 * @param weightDecay share of each weight that is added to its gradient, as PyTorch's Adam has it
 * @param gradientClip largest norm of a step's whole gradient; 0 clips nothing
 * @param emaDecay decay of a moving average of the weights, which is then validated and kept; 0 averages nothing
 * @param initialModel run or model file whose weights the run begins with; empty begins with fresh ones
 * @param frozen blocks, such as {@code encoder1}, whose weights stay as they are
 * @param validateEvery epochs between validations; the last epoch is always validated
 * @param patience validations without a better score after which training stops; 0 never stops early
 * @param guard when the run counts as diverged, and what then
 * @param seed of the initial weights and everything random in the data
 */
public record TrainingSettings(
        int epochs,
        int batch,
        int gradientAccumulation,
        double learningRate,
        Schedule schedule,
        double finalLearningRateFraction,
        double warmUp,
        double weightDecay,
        double gradientClip,
        double emaDecay,
        Optional<String> initialModel,
        List<String> frozen,
        int validateEvery,
        int patience,
        GuardSettings guard,
        long seed) {

    /** Checks the ranges; all problems at once. */
    public TrainingSettings {
        frozen = List.copyOf(frozen);
        List<String> problems = new ArrayList<>();
        atLeastOne(problems, "epochs", epochs);
        atLeastOne(problems, "batch", batch);
        atLeastOne(problems, "gradient-accumulation", gradientAccumulation);
        check(problems, learningRate > 0, "learning-rate must be positive, not " + learningRate);
        check(
                problems,
                finalLearningRateFraction >= 0 && finalLearningRateFraction <= 1,
                "final-learning-rate-fraction must lie within 0…1, not " + finalLearningRateFraction);
        check(problems, warmUp >= 0 && warmUp <= 1, "warm-up must lie within 0…1, not " + warmUp);
        check(problems, weightDecay >= 0, "weight-decay must not be negative, not " + weightDecay);
        check(problems, gradientClip >= 0, "gradient-clip must not be negative, not " + gradientClip);
        check(problems, emaDecay >= 0 && emaDecay < 1, "ema-decay must lie within 0 and below 1, not " + emaDecay);
        atLeastOne(problems, "validate-every", validateEvery);
        check(problems, patience >= 0, "patience must not be negative, not " + patience);
        if (!problems.isEmpty()) {
            throw new SettingsException(String.join("; ", problems));
        }
    }

    private static void atLeastOne(List<String> problems, String name, int value) {
        check(problems, value >= 1, name + " must be at least 1, not " + value);
    }

    private static void check(List<String> problems, boolean holds, String problem) {
        if (!holds) {
            problems.add("training." + problem);
        }
    }

    /** The reference project's: 600 epochs of two cases a step, Adam 1e-4, validated every other epoch. */
    public static TrainingSettings reference() {
        return new TrainingSettings(
                600,
                2,
                1,
                1e-4,
                Schedule.CONSTANT,
                1,
                0,
                0,
                0,
                0,
                Optional.empty(),
                List.of(),
                2,
                0,
                GuardSettings.standard(),
                0);
    }

    /** The same for another number of epochs. */
    public TrainingSettings withEpochs(int other) {
        return with(other, learningRate);
    }

    /** The same at another rate. */
    public TrainingSettings withLearningRate(double other) {
        return with(epochs, other);
    }

    private TrainingSettings with(int otherEpochs, double otherRate) {
        return new TrainingSettings(
                otherEpochs,
                batch,
                gradientAccumulation,
                otherRate,
                schedule,
                finalLearningRateFraction,
                warmUp,
                weightDecay,
                gradientClip,
                emaDecay,
                initialModel,
                frozen,
                validateEvery,
                patience,
                guard,
                seed);
    }

    /** Whether an epoch, counted from 0, ends with a validation. */
    boolean validatesAfter(int epoch) {
        return (epoch + 1) % validateEvery == 0 || epoch + 1 == epochs;
    }
}
