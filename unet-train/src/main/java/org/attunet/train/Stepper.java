package org.attunet.train;

import java.util.List;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.dataset.api.MultiDataSet;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Steps of the optimiser: forward and backward over one or several batches, then one update by the mean gradient of all their
 * patches.
 */
final class Stepper {
    private final ComputationGraph graph;
    private final TrainingPlan plan;
    private final StepClock clock = new StepClock();
    private final ForegroundWatch foreground;
    private final GradientStage gradient;

    Stepper(TrainingPlan plan, ComputationGraph graph) {
        this.plan = plan;
        this.graph = graph;
        foreground = new ForegroundWatch(plan.network(), graph);
        gradient = new GradientStage(plan.settings(), graph);
        // The clock comes first, so that what the others do is not taken for a part of the forward pass.
        graph.addListeners(clock, foreground, gradient);
    }

    /** Where the time goes. */
    StepClock clock() {
        return clock;
    }

    /** One step over the batches that belong to it. */
    StepResult step(List<MultiDataSet> batches) {
        double patches = batches.stream().mapToLong(Stepper::patches).sum();
        double loss = 0;
        foreground.reset();
        for (int n = 0; n < batches.size(); n++) {
            MultiDataSet batch = batches.get(n);
            double share = patches(batch) / patches;
            seed(n);
            foreground.expect(batch.getLabels(0));
            clock.started();
            if (n + 1 < batches.size()) {
                gather(batch, share);
            } else {
                gradient.expectLast(share);
                graph.fit(batch);
            }
            clock.done();
            loss += share * graph.score();
        }
        return new StepResult(loss, gradient.norm(), foreground.found());
    }

    private static long patches(MultiDataSet batch) {
        return batch.getFeatures(0).size(0);
    }

    /** Forward and backward without an update. */
    private void gather(MultiDataSet batch, double share) {
        graph.setInputs(batch.getFeatures());
        graph.setLabels(batch.getLabels());
        graph.computeGradientAndScore();
        gradient.gather(graph.getFlattenedGradients(), share);
        graph.clear();
    }

    /** Dropout is a function of seed, step and batch. */
    private void seed(int batch) {
        if (plan.network().dropout() > 0) {
            long iteration = graph.getConfiguration().getIterationCount();
            long number = iteration * plan.settings().gradientAccumulation() + batch;
            // Never 0, which would be no seed at all.
            Nd4j.getRandom().setSeed(1 + plan.settings().seed() * 1_000_003L + number);
        }
    }
}
