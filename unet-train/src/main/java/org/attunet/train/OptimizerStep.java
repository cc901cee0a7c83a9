package org.attunet.train;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;
import org.attunet.model.execution.Foreground;
import org.attunet.model.execution.Score;
import org.attunet.model.execution.TrainableNetwork;
import org.attunet.model.kernel.ParameterVector;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Steps of the optimiser: forward and backward over one or several batches, then one update by the mean gradient of all their
 * patches.
 */
final class OptimizerStep {
    private final TrainingPlan plan;
    private final TrainableNetwork network;
    private final GradientTransforms transforms;
    private final StepTimer timer = new StepTimer();
    private ParameterVector sum;

    OptimizerStep(TrainingPlan plan, TrainableNetwork network, GradientTransforms transforms) {
        this.plan = plan;
        this.network = network;
        this.transforms = transforms;
    }

    /** Where the time goes. */
    StepTimer timer() {
        return timer;
    }

    /**
     * One step over the batches that belong to it. Nobody looks at a number before everything is asked for: a device goes on meanwhile,
     * and learns which patches come next.
     *
     * @param upcoming the batch behind them, asked for late, where it is there already
     * @param iteration number of the step in the run, from 0
     */
    StepResult run(
            List<TrainingBatch> batches, Supplier<Optional<TrainingBatch>> upcoming, int iteration, double rate) {
        double patches = batches.stream().mapToLong(TrainingBatch::patches).sum();
        List<Score> scores = new ArrayList<>();
        for (int n = 0; n < batches.size(); n++) {
            TrainingBatch batch = batches.get(n);
            seed((long) iteration * plan.settings().gradientAccumulation() + n);
            timer.start();
            Score score = batch.differentiate(network);
            timer.differentiated(score.predicted());
            scores.add(score);
            if (batches.size() > 1) {
                gather(n == 0, batch.patches() / patches);
            }
            if (n + 1 < batches.size()) {
                batches.get(n + 1).announce(network);
            }
            timer.updated();
        }
        timer.start();
        if (batches.size() > 1) {
            network.gradientVector().assign(sum);
        }
        DoubleSupplier norm = transforms.apply(network.gradientVector(), network.parameterVector());
        network.step(rate);
        upcoming.get().ifPresent(next -> next.announce(network));
        double loss = 0;
        Foreground found = Foreground.NONE_LABELLED;
        for (int n = 0; n < batches.size(); n++) {
            loss += batches.get(n).patches() / patches * scores.get(n).loss();
            found = found.or(scores.get(n).foreground());
        }
        StepResult result = new StepResult(loss, norm.getAsDouble(), found);
        timer.updated();
        return result;
    }

    /** Adds a batch's share to the mean gradient. */
    private void gather(boolean isFirst, double share) {
        if (sum == null) {
            sum = network.gradientVector().copy();
        }
        if (isFirst) {
            sum.assign(network.gradientVector());
            sum.scale(share);
        } else {
            sum.add(share, network.gradientVector());
        }
    }

    /** Dropout is a function of seed, step and batch. */
    private void seed(long batch) {
        if (plan.network().dropout() > 0) {
            // Never 0, which would be no seed at all.
            Nd4j.getRandom().setSeed(1 + plan.settings().seed() * 1_000_003L + batch);
        }
    }
}
