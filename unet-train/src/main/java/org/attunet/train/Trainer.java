package org.attunet.train;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.attunet.data.record.EpochBatches;
import org.attunet.eval.inference.GraphPredictor;
import org.attunet.eval.inference.Model;
import org.attunet.model.AttentionUNet;
import org.attunet.model.updater.TorchAdam;
import org.attunet.model.weights.Tensor;
import org.attunet.model.weights.WeightNames;
import org.attunet.model.weights.WeightTransfer;
import org.attunet.train.checkpoint.Checkpoint;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.api.MultiDataSet;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Trains one network. The loop is all there is here; what happens besides (checkpoints, history, curve, progress, statistics) is
 * done by listeners. Patches, rates and dropout are functions of seed, epoch and step, so a run that goes on from a checkpoint ends
 * with the same weights, bit for bit, as one that was never stopped.
 */
public final class Trainer implements TrainingRun {
    private final TrainingPlan plan;
    private final List<TrainingListener> listeners;
    private final LearningRate rates;
    private final ComputationGraph graph;
    private final ComputationGraph inference;
    private final Optional<MovingAverage> average;
    private volatile boolean stopping;
    private TrainingState state = TrainingState.initial();

    /** Builds the network with fresh weights. */
    public Trainer(TrainingPlan plan, List<TrainingListener> listeners) {
        this.plan = plan;
        this.listeners = List.copyOf(listeners);
        TrainingSettings settings = plan.settings();
        this.rates = new LearningRate(settings, settings.epochs() * stepsPerEpoch());
        this.graph = AttentionUNet.training(plan.network(), plan.loss(), new TorchAdam(rates), settings.seed());
        this.inference = AttentionUNet.inference(plan.network());
        this.average = settings.averageDecay() == 0
                ? Optional.empty()
                : Optional.of(new MovingAverage(settings.averageDecay(), graph.params()));
        if (settings.gradientClip() > 0) {
            graph.addListeners(new GradientClipper(settings.gradientClip()));
        }
    }

    /** Goes on where a checkpoint stands. */
    public void resume(Checkpoint checkpoint) {
        float[] averaged = checkpoint.modelParameters(graph);
        average.ifPresent(kept -> kept.restore(averaged));
        checkpoint.restore(graph);
        state = checkpoint.state();
        setCounters();
    }

    /** Begins with other weights than fresh ones, as far as they fit by name and shape. */
    public WeightTransfer.Report begin(Map<String, Tensor> weights) {
        WeightTransfer.Report report = WeightTransfer.importFitting(weights, graph);
        average.ifPresent(kept -> kept.restore(Tensor.of(graph.params()).values()));
        return report;
    }

    /** DL4J's own counters: the updater takes its step number from them. */
    private void setCounters() {
        graph.getConfiguration().setIterationCount(state.epoch() * stepsPerEpoch() + state.step());
        graph.getConfiguration().setEpochCount(state.epoch());
    }

    /** Asks the run to stop after the step it is in; from any thread. */
    public void stop() {
        stopping = true;
    }

    /**
     * Trains to the end.
     *
     * @return the final state
     * @throws InterruptedTrainingException after {@link #stop}
     * @throws DivergedException where the loss is no longer a number
     */
    public TrainingState run() {
        listeners.forEach(listener -> listener.started(this, state));
        try {
            while (state.epoch() < settings().epochs() && !isHopeless()) {
                epoch();
            }
        } finally {
            listeners.forEach(listener -> listener.ended(this));
        }
        return state;
    }

    private boolean isHopeless() {
        return settings().patience() > 0
                && state.validationsSinceBest() >= settings().patience();
    }

    private void epoch() {
        long start = System.nanoTime();
        long waited = 0;
        try (EpochBatches batches = plan.data().epoch(state.epoch())) {
            skip(batches, state.step());
            while (true) {
                long before = System.nanoTime();
                if (!batches.hasNext()) {
                    break;
                }
                MultiDataSet batch = batches.next();
                waited += System.nanoTime() - before;
                step(batch);
            }
        }
        long trained = System.nanoTime();
        int lastStep = graph.getConfiguration().getIterationCount() - 1;
        boolean validate = settings().validatesAfter(state.epoch());
        double dice = validate ? validate() : Double.NaN;
        double validated = seconds(trained, System.nanoTime());
        EpochRecord row = new EpochRecord(
                state.epoch() + 1,
                state.lossSum() / state.step(),
                dice,
                rates.valueAt(lastStep, state.epoch()),
                seconds(start, trained),
                waited / 1e9,
                validate ? validated : 0);
        state = state.afterEpoch(row);
        setCounters();
        listeners.forEach(listener -> listener.epochDone(this, state));
    }

    private static double seconds(long from, long to) {
        return (to - from) / 1e9;
    }

    private static void skip(EpochBatches batches, int steps) {
        for (int n = 0; n < steps && batches.hasNext(); n++) {
            batches.next();
        }
    }

    private void step(MultiDataSet batch) {
        if (plan.network().dropout() > 0) {
            Nd4j.getRandom()
                    // Never 0, which would be no seed at all.
                    .setSeed(1
                            + settings().seed() * 1_000_003L
                            + graph.getConfiguration().getIterationCount());
        }
        graph.fit(batch);
        average.ifPresent(kept -> kept.add(graph.params()));
        double loss = graph.score();
        if (!Double.isFinite(loss)) {
            throw new DivergedException("training diverged: in epoch " + (state.epoch() + 1) + ", step "
                    + (state.step() + 1) + " the loss became " + loss
                    + ". The last good checkpoint is kept; try a lower "
                    + "training.learning-rate (now " + settings().learningRate() + ") or training.gradient-clip=1");
        }
        state = state.afterStep(loss);
        listeners.forEach(listener -> listener.stepped(this, state, loss));
        if (stopping) {
            listeners.forEach(listener -> listener.interrupted(this, state));
            throw new InterruptedTrainingException("stopped in epoch " + (state.epoch() + 1) + " of "
                    + settings().epochs() + ", step " + state.step() + " of " + stepsPerEpoch()
                    + "; the state is saved, --resume goes on from it");
        }
    }

    private double validate() {
        INDArray trained = graph.params().dup();
        average.ifPresent(kept -> kept.copyTo(graph.params()));
        AttentionUNet.copyParameters(graph, inference);
        graph.params().assign(trained);
        int total = plan.validator().cases().size();
        return plan.validator().score(new GraphPredictor(inference), (done, all) -> {
            listeners.forEach(listener -> listener.validating(this, done, total));
        });
    }

    @Override
    public TrainingSettings settings() {
        return plan.settings();
    }

    @Override
    public int stepsPerEpoch() {
        return plan.data().batches();
    }

    @Override
    public ComputationGraph graph() {
        return graph;
    }

    @Override
    public Model model() {
        INDArray trained = graph.params().dup();
        average.ifPresent(kept -> kept.copyTo(graph.params()));
        Map<String, Tensor> weights = new TreeMap<>();
        WeightNames.of(graph).forEach((name, values) -> weights.put(name, Tensor.of(values)));
        graph.params().assign(trained);
        return new Model(plan.name(), plan.network(), plan.preprocessing(), plan.inference(), plan.classes(), weights);
    }
}
