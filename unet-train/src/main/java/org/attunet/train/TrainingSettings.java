package org.attunet.train;

import org.attunet.data.Inlined;
import org.attunet.model.engine.PrecisionChoice;

/**
 * How the network is trained.
 *
 * @param epochs times that every training case is seen
 * @param batch cases in a step; each gives as many patches as the data settings say
 * @param gradientAccumulation batches whose gradients make one step together
 * @param precision how exactly steps are computed
 * @param optimizer how a step moves the weights
 * @param initialisation with which weights the run begins
 * @param validation when it is validated
 * @param guard when the run counts as diverged, and what then
 * @param seed of the initial weights and everything random in the data
 */
public record TrainingSettings(
        int epochs,
        int batch,
        int gradientAccumulation,
        PrecisionChoice precision,
        @Inlined OptimizerSettings optimizer,
        @Inlined InitialisationSettings initialisation,
        @Inlined ValidationSettings validation,
        GuardSettings guard,
        long seed) {

    /** Checks the ranges; all problems at once. */
    public TrainingSettings {
        new Problems()
                .atLeast(1, "epochs", epochs)
                .atLeast(1, "batch", batch)
                .atLeast(1, "gradient-accumulation", gradientAccumulation)
                .refuse();
    }

    /** The reference project's: 600 epochs of two cases a step, in float, Adam 1e-4, validated every other epoch. */
    public static TrainingSettings reference() {
        return new TrainingSettings(
                600,
                2,
                1,
                PrecisionChoice.FLOAT,
                OptimizerSettings.reference(),
                InitialisationSettings.FRESH,
                new ValidationSettings(2, 0),
                GuardSettings.standard(),
                0);
    }

    /** The same for another number of epochs. */
    public TrainingSettings withEpochs(int other) {
        return new TrainingSettings(
                other, batch, gradientAccumulation, precision, optimizer, initialisation, validation, guard, seed);
    }

    /** The same at another rate. */
    public TrainingSettings withLearningRate(double other) {
        return new TrainingSettings(
                epochs,
                batch,
                gradientAccumulation,
                precision,
                optimizer.withLearningRate(other),
                initialisation,
                validation,
                guard,
                seed);
    }
}
