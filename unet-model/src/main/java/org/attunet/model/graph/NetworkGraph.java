package org.attunet.model.graph;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.attunet.model.engine.Backend;
import org.attunet.model.execution.ImageInference;
import org.attunet.model.execution.NetworkExecution;
import org.attunet.model.execution.OwnLoss;
import org.attunet.model.execution.Score;
import org.attunet.model.execution.TrainableNetwork;
import org.attunet.model.kernel.NetworkArrays;
import org.attunet.model.kernel.OptimizerBlock;
import org.attunet.model.kernel.ParameterVector;
import org.attunet.model.kernel.PatchOrder;
import org.attunet.model.kernel.WindowedImage;
import org.attunet.model.kernel.nd4j.Dense;
import org.attunet.model.network.ParameterSpec;
import org.attunet.model.network.Plan;
import org.attunet.model.updater.TorchAdamUpdater;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.updater.UpdaterBlock;
import org.deeplearning4j.nn.updater.graph.ComputationGraphUpdater;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.deeplearning4j.util.CrashReportingUtil;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * A DL4J graph that a {@link Backend} executes as a whole: {@link #differentiate}, {@link #step} and {@link #infer} are what it does.
 * Configuration, parameters, updater's state, listeners and files are DL4J's; DL4J's own ways of running it layer by layer are not
 * there.
 */
public final class NetworkGraph extends ComputationGraph implements TrainableNetwork {
    private static final long serialVersionUID = 1L;

    static {
        // Where memory runs out, DL4J would write a report on machine and network into the working folder.
        CrashReportingUtil.crashDumpsEnabled(false);
    }

    private final transient Backend backend;
    private transient Plan plan;
    private transient NetworkExecution<?> execution;
    private transient Score scored;

    /** A graph that is not initialised yet; its data type is the backend's. */
    public NetworkGraph(ComputationGraphConfiguration configuration, Backend backend) {
        super(configuration);
        this.backend = backend;
    }

    /** The same network with parameters, the optimiser's state and the count of steps, which DL4J's own leaves at 0. */
    @Override
    public NetworkGraph clone() {
        NetworkGraph copy = new NetworkGraph(getConfiguration().clone(), backend);
        copy.init(params().dup(), false);
        INDArray state = getUpdater().getUpdaterStateViewArray();
        if (state != null) {
            copy.getUpdater().setStateViewArray(state.dup());
        }
        copy.getConfiguration().setIterationCount(getConfiguration().getIterationCount());
        copy.getConfiguration().setEpochCount(getConfiguration().getEpochCount());
        return copy;
    }

    /** What executes it. */
    public Backend backend() {
        return backend;
    }

    private Plan plan() {
        if (plan == null) {
            plan = PlanGraph.of(getConfiguration());
        }
        return plan;
    }

    private NetworkExecution<?> execution() {
        if (execution == null) {
            NetworkArrays arrays = new NetworkArrays(
                    super.params(),
                    this::flatGradient,
                    () -> super.getUpdater().getUpdaterStateViewArray(),
                    super.paramTable());
            execution = backend.open(plan(), arrays);
        }
        return execution;
    }

    /** What the backend computes elsewhere is fetched when somebody looks at it here. */
    private void look() {
        if (execution != null) {
            execution.look();
        }
    }

    /** All of them, [1, P]. Who writes there after the network has computed asks for them again first: what is kept is not watched. */
    @Override
    public INDArray params() {
        look();
        return super.params();
    }

    /** Views of {@link #params}, and as these. */
    @Override
    public Map<String, INDArray> paramTable(boolean trainedAlone) {
        look();
        return super.paramTable(trainedAlone);
    }

    @Override
    public INDArray getParam(String name) {
        look();
        return super.getParam(name);
    }

    @Override
    public void setParam(String name, INDArray values) {
        look();
        super.setParam(name, values);
    }

    @Override
    public void setParams(INDArray values) {
        look();
        super.setParams(values);
    }

    /** Views of the one vector; none before anything was differentiated. */
    @Override
    public Gradient gradient() {
        look();
        return flattenedGradients == null ? null : gradientByName();
    }

    @Override
    public ComputationGraphUpdater getUpdater() {
        look();
        return super.getUpdater();
    }

    private INDArray flatGradient() {
        if (flattenedGradients == null) {
            initGradientsView();
        }
        return flattenedGradients;
    }

    /** Every parameter by its travelling name, in the order in which they lie in memory; the arrays are the graph's own. */
    public Map<String, INDArray> parameters() {
        return named(paramTable());
    }

    /** The gradient that was computed last, by the names of the parameters; the arrays are the graph's own. */
    public Map<String, INDArray> gradients() {
        return named(gradient().gradientForVariable());
    }

    /** DL4J's keys are {@code node_key}. */
    private Map<String, INDArray> named(Map<String, INDArray> byKey) {
        Map<String, INDArray> named = new LinkedHashMap<>();
        for (Plan.Node node : plan().nodes()) {
            for (ParameterSpec parameter : node.parameters()) {
                INDArray values = byKey.get(node.name() + "_" + parameter.key());
                if (values != null) {
                    named.put(parameter.name(), values);
                }
            }
        }
        return named;
    }

    /** Seconds spent in each kind of operation, forward and backward, in all runs with the present size of input. */
    public Map<String, Double> secondsByKind() {
        return execution().secondsByKind();
    }

    private INDArray dense(INDArray x) {
        return Dense.of(x.castTo(backend.type()));
    }

    @Override
    public ParameterVector parameterVector() {
        return execution().values();
    }

    @Override
    public ParameterVector gradientVector() {
        return execution().gradient();
    }

    /**
     * What the network gives in inference: the configuration's outputs, [N, C, X, Y, Z] each.
     *
     * @param x [N, C, X, Y, Z]
     */
    public INDArray[] infer(INDArray x) {
        try (MemoryWorkspace ignored = Nd4j.getWorkspaceManager().scopeOutOfWorkspaces()) {
            return execution().infer(dense(x), getConfiguration().getNetworkOutputs());
        }
    }

    /**
     * Begins to look at an image where the network computes.
     *
     * @param looks how each window is mirrored, look by look: bit 0, 1 or 2 is set for its first, second or third axis
     * @return nothing where windows are to be cut, shown by {@link #infer} and put together here
     */
    public Optional<ImageInference> begin(WindowedImage image, List<Integer> looks) {
        return execution().begin(image, getConfiguration().getNetworkOutputs().get(0), looks);
    }

    @Override
    public Score differentiate(INDArray patches, INDArray labels) {
        synchronizeIterEpochCounts();
        setInput(0, patches); // listeners ask how many there are
        try (MemoryWorkspace ignored = Nd4j.getWorkspaceManager().scopeOutOfWorkspaces()) {
            scored = execution().train(dense(patches), dense(labels), watched());
            inform(listener -> listener.onBackwardPass(this));
            return scored;
        }
    }

    /**
     * Trains by another loss than the one that the network ends in, from the next batch on. It is no part of the network: neither files
     * nor clones have it.
     */
    public void setLoss(OwnLoss loss) {
        execution().setLoss(loss);
    }

    @Override
    public void expect(INDArray patches, INDArray labels) {
        execution().expect(dense(patches), dense(labels));
    }

    /** The loss of the last batch that was differentiated. */
    @Override
    public double score() {
        return scored == null ? super.score() : scored.loss();
    }

    @Override
    public boolean makesPatches() {
        return execution().makesPatches();
    }

    @Override
    public void expect(List<PatchOrder> patches) {
        execution().expect(patches);
    }

    /** Listeners see how many patches there are, and not what is in them: that is elsewhere. */
    @Override
    public Score differentiate(List<PatchOrder> patches) {
        synchronizeIterEpochCounts();
        try (MemoryWorkspace ignored = Nd4j.getWorkspaceManager().scopeOutOfWorkspaces()) {
            setInput(0, Nd4j.create(backend.type(), patches.size(), 1, 1, 1, 1));
            scored = execution().train(patches, watched());
            inform(listener -> listener.onBackwardPass(this));
            return scored;
        }
    }

    /** What DL4J's own optimiser does, at the given rate; its blocks keep the moments. */
    @Override
    public void step(double rate) {
        int iteration = getIterationCount();
        inform(listener -> listener.onGradientCalculation(this));
        for (UpdaterBlock block : super.getUpdater().getUpdaterBlocks()) {
            if (block.getGradientUpdater() instanceof TorchAdamUpdater adam) {
                execution().adam(place(block), adam.at(rate, iteration));
            }
        }
        parameterVector().subtract(gradientVector());
        inform(listener -> listener.iterationDone(this, iteration, getEpochCount()));
        getConfiguration().setIterationCount(iteration + 1);
    }

    private static OptimizerBlock place(UpdaterBlock block) {
        int from = block.getParamOffsetStart();
        return new OptimizerBlock(from, block.getParamOffsetEnd() - from, block.getUpdaterViewOffsetStart());
    }

    private void inform(Consumer<TrainingListener> event) {
        getListeners().forEach(event);
    }

    /** Of all activations listeners get the predictions alone: the others are gone or in another layout. */
    private Optional<Consumer<Map<String, INDArray>>> watched() {
        return getListeners().isEmpty()
                ? Optional.empty()
                : Optional.of(predictions -> inform(listener -> listener.onForwardPass(this, predictions)));
    }

    /** The gradient's parts under their parameters' names, as views of the one vector. */
    private DefaultGradient gradientByName() {
        DefaultGradient result = new DefaultGradient(flattenedGradients);
        INDArray flat = flattenedGradients.reshape(flattenedGradients.length());
        super.paramTable().forEach((name, values) -> {
            long from = values.offset() - super.params().offset();
            INDArray view = flat.get(NDArrayIndex.interval(from, from + values.length()));
            result.setGradientFor(name, view.reshape('c', values.shape()), 'c');
        });
        return result;
    }

    @Override
    public boolean equals(Object other) {
        return super.equals(other);
    }

    @Override
    public int hashCode() {
        return super.hashCode();
    }
}
