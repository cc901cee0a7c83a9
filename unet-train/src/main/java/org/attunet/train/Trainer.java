package org.attunet.train;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.attunet.eval.inference.Calibration;
import org.attunet.eval.inference.GraphPredictor;
import org.attunet.eval.inference.Model;
import org.attunet.model.engine.Backend;
import org.attunet.model.graph.AttentionUNet;
import org.attunet.model.graph.NetworkGraph;
import org.attunet.model.kernel.DevicePlans;
import org.attunet.model.kernel.ParameterVector;
import org.attunet.model.updater.TorchAdam;
import org.attunet.model.weights.Tensor;
import org.attunet.model.weights.WeightTransfer;

/**
 * Trains one network. The loop is all there is here; what happens besides (checkpoints, history, curve, progress, statistics) is
 * done by listeners. Patches, rates and dropout are functions of seed, epoch and step, so a run resumed from a checkpoint ends
 * with the same weights, bit for bit, as one that was never stopped.
 */
public final class Trainer implements TrainingRun {
    private final TrainingPlan plan;
    private final List<TrainingListener> listeners;
    private final LearningRate rates;
    private final NetworkGraph network;
    private final NetworkGraph inference;
    private final OptimizerStep step;
    private final DivergenceGuard guard;
    private Optional<ParameterVector> average;

    /** What the network was trained to while it has the average; kept, since a device does not take such memory back. */
    private ParameterVector trained;

    private volatile boolean stopping;
    private TrainingState state = TrainingState.initial();

    /** Builds the network with fresh weights. */
    public Trainer(TrainingPlan plan, List<TrainingListener> listeners) {
        this.plan = plan;
        this.listeners = List.copyOf(listeners);
        TrainingSettings settings = plan.settings();
        this.rates = new LearningRate(settings.optimizer(), settings.epochs() * stepsPerEpoch());
        this.network = AttentionUNet.training(
                plan.network(), plan.loss(), new TorchAdam(rates), settings.seed(), plan.backend());
        this.inference = AttentionUNet.inference(
                plan.network(), plan.backend().inferring(plan.inference().precision()));
        this.average = settings.optimizer().emaDecay() == 0
                ? Optional.empty()
                : Optional.of(network.parameterVector().copy());
        this.step = new OptimizerStep(
                plan,
                network,
                new GradientTransforms(settings, network.parameters(), network.params(), network.parameterVector()));
        this.guard = new DivergenceGuard(settings, stepsPerEpoch());
    }

    /** Resumes where a checkpoint stands. */
    public void resume(Checkpoint checkpoint) {
        backends().forEach(backend -> backend.adopt(checkpoint.plans()));
        float[] averaged = checkpoint.modelParameters(network);
        average = average.map(kept -> kept.of(averaged));
        checkpoint.restore(network);
        state = checkpoint.state();
        setCounters();
    }

    /** Begins with other weights than fresh ones, as far as they fit by name and shape. */
    public WeightTransfer.Report begin(Map<String, Tensor> weights) {
        WeightTransfer.Report report = WeightTransfer.importFitting(weights, network.parameters());
        average = average.map(kept -> network.parameterVector().copy());
        return report;
    }

    /** Of training and validation, whose precisions may be two. */
    private Stream<Backend> backends() {
        return Stream.of(network.backend(), inference.backend()).distinct();
    }

    @Override
    public List<DevicePlans> plans() {
        return backends().flatMap(backend -> backend.plans().stream()).toList();
    }

    /** DL4J's own counters: the updater takes its step number from them. */
    private void setCounters() {
        network.getConfiguration().setIterationCount(iteration());
        network.getConfiguration().setEpochCount(state.epoch());
    }

    /** Steps done. */
    private int iteration() {
        return state.epoch() * stepsPerEpoch() + state.step();
    }

    /** Asks the run to stop after the step, or the validation case, it is in; from any thread. */
    public void stop() {
        stopping = true;
    }

    /**
     * Trains to the end.
     *
     * @return the final state
     * @throws InterruptedTrainingException after {@link #stop}
     * @throws DivergedException where the guard sees that nothing good can follow
     */
    public TrainingState run() {
        listeners.forEach(listener -> listener.started(this, state));
        try {
            if (stopping) {
                interrupt(); // before the first step: there is a checkpoint to resume from all the same
            }
            while (state.epoch() < settings().epochs() && !isHopeless()) {
                epoch();
            }
        } finally {
            listeners.forEach(listener -> listener.ended(this));
        }
        return state;
    }

    private boolean isHopeless() {
        return settings().validation().isExhausted(state.validationsSinceBest());
    }

    private void epoch() {
        long start = System.nanoTime();
        step.timer().reset();
        long waited = 0;
        try (TrainingBatches batches = TrainingBatches.of(plan.data(), state.epoch(), network)) {
            skip(batches, state.step() * settings().gradientAccumulation());
            while (true) {
                long before = System.nanoTime();
                List<TrainingBatch> next = next(batches);
                waited += System.nanoTime() - before;
                if (next.isEmpty()) {
                    break;
                }
                step(next, batches);
            }
        }
        guard.checkWeights(state, network.parameterVector());
        finish(seconds(start, System.nanoTime()), waited / 1e9);
    }

    /** Batches of the next step; none at the epoch's end. */
    private List<TrainingBatch> next(TrainingBatches batches) {
        List<TrainingBatch> next = new ArrayList<>();
        while (next.size() < settings().gradientAccumulation() && batches.hasNext()) {
            next.add(batches.next());
        }
        return next;
    }

    private void finish(double trainingSeconds, double dataSeconds) {
        long trained = System.nanoTime();
        boolean validate =
                settings().validation().isDue(state.epoch(), settings().epochs());
        double dice = validate ? validate() : Double.NaN;
        EpochRecord row = new EpochRecord(
                state.epoch() + 1,
                state.lossSum() / state.step(),
                dice,
                rates.valueAt(iteration() - 1, state.epoch()),
                trainingSeconds,
                dataSeconds,
                validate ? seconds(trained, System.nanoTime()) : 0,
                step.timer().forwardSeconds(),
                step.timer().backwardSeconds(),
                step.timer().updateSeconds());
        state = state.afterEpoch(row);
        setCounters();
        listeners.forEach(listener -> listener.epochDone(this, state));
    }

    private static double seconds(long from, long to) {
        return (to - from) / 1e9;
    }

    private static void skip(TrainingBatches batches, int count) {
        for (int n = 0; n < count && batches.hasNext(); n++) {
            batches.next();
        }
    }

    private void step(List<TrainingBatch> batches, TrainingBatches further) {
        StepResult result =
                step.run(batches, further::upcoming, iteration(), rates.valueAt(iteration(), state.epoch()));
        average.ifPresent(kept -> kept.approach(1 - settings().optimizer().emaDecay(), network.parameterVector()));
        int first = state.step() * settings().gradientAccumulation();
        state = state.afterStep(result);
        guard.check(state, result, () -> plan.data().caseIds(state.epoch(), first, batches.size()));
        listeners.forEach(listener -> listener.stepped(this, state, result.loss()));
        if (stopping) {
            interrupt();
        }
    }

    private void interrupt() {
        guard.checkWeights(state, network.parameterVector());
        listeners.forEach(listener -> listener.interrupted(this, state));
        throw new InterruptedTrainingException("stopped in epoch " + (state.epoch() + 1) + " of "
                + settings().epochs() + ", step " + state.step() + " of " + stepsPerEpoch()
                + "; the state is saved, --resume goes on from it");
    }

    private double validate() {
        withAverage(() -> AttentionUNet.copyParameters(network, inference));
        return plan.validator().score(new GraphPredictor(inference), this::validated);
    }

    /** Does something while the network has the moving average of its parameters, where there is one. */
    private void withAverage(Runnable look) {
        if (average.isEmpty()) {
            look.run();
            return;
        }
        if (trained == null) {
            trained = network.parameterVector().copy();
        } else {
            trained.assign(network.parameterVector());
        }
        network.parameterVector().assign(average.get());
        look.run();
        network.parameterVector().assign(trained);
    }

    /** A stop need not wait for a long validation's end: the state is that after the epoch's last step, which is what is saved. */
    private void validated(int done, int total) {
        listeners.forEach(listener -> listener.validating(this, state, done, total));
        if (stopping && done < total) {
            interrupt();
        }
    }

    @Override
    public TrainingSettings settings() {
        return plan.settings();
    }

    @Override
    public int stepsPerEpoch() {
        int together = settings().gradientAccumulation();
        return (plan.data().batches() + together - 1) / together;
    }

    @Override
    public NetworkGraph graph() {
        return network;
    }

    @Override
    public Model model() {
        Map<String, Tensor> weights = new TreeMap<>();
        withAverage(() -> network.parameters().forEach((name, values) -> weights.put(name, Tensor.of(values))));
        return new Model(
                plan.name(),
                plan.network(),
                plan.preprocessing(),
                plan.inference(),
                plan.classes(),
                plan.trainedOn(),
                Calibration.NONE,
                Optional.empty(),
                weights,
                plan.coarse());
    }
}
