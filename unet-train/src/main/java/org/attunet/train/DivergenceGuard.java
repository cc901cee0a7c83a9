package org.attunet.train;

import java.util.List;
import java.util.function.Supplier;
import org.attunet.model.execution.Foreground;
import org.attunet.model.kernel.ParameterVector;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Ends a run that has diverged, in the step in which that shows. */
final class DivergenceGuard {
    private static final Logger LOG = LoggerFactory.getLogger(DivergenceGuard.class);

    private final TrainingSettings settings;
    private final int stepsPerEpoch;

    DivergenceGuard(TrainingSettings settings, int stepsPerEpoch) {
        this.settings = settings;
        this.stepsPerEpoch = stepsPerEpoch;
    }

    /**
     * Looks at a step.
     *
     * @param state with the step counted
     * @param cases whose patches the step saw
     * @throws DivergedException where nothing good can follow
     */
    void check(TrainingState state, StepResult step, Supplier<List<String>> cases) {
        double limit = settings.guard().gradientLimit();
        if (!Double.isFinite(step.loss())) {
            throw diverged(state, cases, "the loss became " + step.loss());
        }
        if (!Double.isFinite(step.gradientNorm())) {
            throw diverged(state, cases, "the gradient's norm became " + step.gradientNorm());
        }
        if (limit > 0 && step.gradientNorm() > limit) {
            throw diverged(
                    state,
                    cases,
                    "the gradient's norm rose to " + step.gradientNorm() + ", above training.guard.gradient-limit "
                            + limit);
        }
        if (step.foreground() == Foreground.MISSED) {
            watchBackground(state, cases);
        }
    }

    /** Weights are looked at before they are kept: the last step may have ruined them without a sign in its loss. */
    void checkWeights(TrainingState state, ParameterVector weights) {
        if (!weights.isFinite()) {
            throw diverged(state, List::of, "weights became infinite or no numbers");
        }
    }

    private void watchBackground(TrainingState state, Supplier<List<String>> cases) {
        int limit = settings.guard().backgroundEpochs();
        int steps = state.backgroundSteps();
        if (limit > 0 && steps >= limit * stepsPerEpoch) {
            throw new DivergedException(
                    Divergence.BACKGROUND,
                    "training collapsed: up to " + where(state, cases) + " the network found no voxel of any labelled"
                            + " patch in " + steps + " steps in a row, " + limit + " epochs",
                    "Try a lower training.learning-rate (now "
                            + settings.optimizer().learningRate() + "), network.head=linear, a"
                            + " higher data.positive-share or loss.class-weights, and check --data; it may go on longer"
                            + " with training.guard.background-epochs=0");
        }
        if (steps == stepsPerEpoch) {
            LOG.warn(
                    "in {} steps in a row, up to {}, the network found no voxel of any labelled patch: it predicts"
                            + " nothing but background",
                    steps,
                    where(state, cases));
        }
    }

    private DivergedException diverged(TrainingState state, Supplier<List<String>> cases, String what) {
        return new DivergedException(
                Divergence.NUMBERS,
                "training diverged: in " + where(state, cases) + " " + what,
                "Try a lower training.learning-rate (now "
                        + settings.optimizer().learningRate()
                        + "), training.gradient-clip=1 or training.warm-up=0.05; or go on from"
                        + " the last good checkpoint at half the rate: --resume --set training.guard.rollbacks=2");
    }

    private static String where(TrainingState state, Supplier<List<String>> seen) {
        List<String> cases = seen.get();
        return "epoch " + (state.epoch() + 1) + ", step " + state.step()
                + (cases.isEmpty()
                        ? ""
                        : " (" + (cases.size() == 1 ? "case " : "cases ") + String.join(", ", cases) + ")");
    }
}
