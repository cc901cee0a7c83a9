package org.attunet.model.graph;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.attunet.model.engine.Engine;
import org.attunet.model.execution.ExecutionPlan;
import org.attunet.model.execution.Score;
import org.attunet.model.execution.TrainableNetwork;
import org.attunet.model.kernel.Kernels;
import org.attunet.model.kernel.ParameterVector;
import org.attunet.model.kernel.Shape;
import org.attunet.model.kernel.nd4j.ArrayPool;
import org.attunet.model.kernel.nd4j.ArrayVector;
import org.attunet.model.kernel.nd4j.Dense;
import org.attunet.model.kernel.nd4j.Nd4jKernels;
import org.attunet.model.kernel.onednn.HostParameters;
import org.attunet.model.kernel.onednn.OneDnnKernels;
import org.attunet.model.kernel.onednn.Voxels;
import org.attunet.model.network.ParameterSpec;
import org.attunet.model.network.Plan;
import org.attunet.model.updater.TorchAdamUpdater;
import org.deeplearning4j.nn.api.FwdPassType;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.updater.UpdaterBlock;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.deeplearning4j.util.CrashReportingUtil;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * A graph whose training step and inference run as an {@link ExecutionPlan} where {@link Engine} says so and every vertex is an operation; for
 * everything else it is DL4J's. Parameters, updater, listeners and files are DL4J's either way.
 */
public final class NetworkGraph extends ComputationGraph implements TrainableNetwork {
    private static final long serialVersionUID = 1L;

    static {
        // Where memory runs out, DL4J would write a report on machine and network into the working folder.
        CrashReportingUtil.crashDumpsEnabled(false);
    }

    private final transient Engine engine;
    private transient Optional<Plan> plan;
    private transient OneDnnKernels kernels;
    private transient ExecutionPlan<Voxels> program;
    private transient Key made;
    private transient INDArray labels;
    private transient Score scored;

    /** A graph that is not initialised yet. */
    public NetworkGraph(ComputationGraphConfiguration configuration, Engine engine) {
        super(configuration);
        this.engine = engine;
    }

    /** The same network with parameters, the optimiser's state and the count of steps, which DL4J's own leaves at 0. */
    @Override
    public NetworkGraph clone() {
        NetworkGraph copy = new NetworkGraph(getConfiguration().clone(), engine);
        copy.init(params().dup(), false);
        INDArray state = getUpdater().getUpdaterStateViewArray();
        if (state != null) {
            copy.getUpdater().setStateViewArray(state.dup());
        }
        copy.getConfiguration().setIterationCount(getConfiguration().getIterationCount());
        copy.getConfiguration().setEpochCount(getConfiguration().getEpochCount());
        return copy;
    }

    /** What the kept program was made for. */
    private record Key(Shape input, List<String> outputs) {}

    /** Which implementation runs this graph. */
    public Engine engine() {
        return engine == Engine.ONEDNN && plan().isPresent() ? Engine.ONEDNN : Engine.ND4J;
    }

    private Optional<Plan> plan() {
        if (plan == null) {
            plan = PlanGraph.of(getConfiguration());
        }
        return plan;
    }

    private Plan requirePlan() {
        return plan().orElseThrow(() -> new IllegalStateException("the graph has parts that no plan has"));
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
        for (Plan.Node node : requirePlan().nodes()) {
            for (ParameterSpec parameter : node.parameters()) {
                INDArray values = byKey.get(node.name() + "_" + parameter.key());
                if (values != null) {
                    named.put(parameter.name(), values);
                }
            }
        }
        return named;
    }

    /**
     * Seconds spent in each kind of operation, forward and backward, in all runs with the present size of input; nothing where ND4J
     * runs the graph.
     */
    public Map<String, Double> secondsByKind() {
        return program == null ? Map.of() : program.secondsByKind();
    }

    private ExecutionPlan<Voxels> program(INDArray input, List<String> outputs) {
        Key key = new Key(Shape.of(input.shape()), outputs);
        if (!key.equals(made)) {
            closeProgram();
            kernels = new OneDnnKernels();
            HostParameters parameters = new HostParameters(params(), this::getFlattenedGradients, paramTable());
            program = new ExecutionPlan<>(requirePlan(), kernels, parameters, key.input(), outputs);
            made = key;
        }
        return program;
    }

    private void closeProgram() {
        if (program != null) {
            kernels.close();
            program = null;
            made = null;
        }
    }

    private static INDArray dense(INDArray x) {
        return Dense.of(x.castTo(DataType.FLOAT));
    }

    @Override
    public void setLabels(INDArray... given) {
        super.setLabels(given);
        labels = given == null ? null : given[0];
    }

    @Override
    public void setLabel(int index, INDArray given) {
        super.setLabel(index, given);
        labels = given;
    }

    @Override
    public void computeGradientAndScore() {
        if (engine() != Engine.ONEDNN) {
            super.computeGradientAndScore();
            return;
        }
        synchronizeIterEpochCounts();
        try (MemoryWorkspace ignored = Nd4j.getWorkspaceManager().scopeOutOfWorkspaces()) {
            if (flattenedGradients == null) {
                initGradientsView();
            }
            INDArray x = dense(getInput(0));
            scored = program(x, List.of()).train(x, dense(labels), watched());
            score = scored.loss();
            gradient = gradientByName();
            inform(listener -> listener.onBackwardPass(this));
        }
    }

    @Override
    public ParameterVector parameterVector() {
        return new ArrayVector(params());
    }

    @Override
    public ParameterVector gradientVector() {
        return new ArrayVector(getFlattenedGradients());
    }

    @Override
    public Score differentiate(INDArray patches, INDArray given) {
        clear();
        setInputs(patches);
        setLabels(given);
        computeGradientAndScore();
        return engine() == Engine.ONEDNN ? scored : ((LossLayerRuntime) getOutputLayer(0)).scored();
    }

    /** What DL4J's own optimiser does, at the given rate; its blocks keep the moments. */
    @Override
    public void step(double rate) {
        int iteration = getIterationCount();
        Kernels<?> computing =
                engine() == Engine.ONEDNN ? kernels : new Nd4jKernels(new ArrayPool(params().dataType()));
        inform(listener -> listener.onGradientCalculation(this));
        for (UpdaterBlock block : getUpdater().getUpdaterBlocks()) {
            if (block.getGradientUpdater() instanceof TorchAdamUpdater adam) {
                adam.step(computing, block.getGradientView(), rate, iteration);
            }
        }
        parameterVector().add(-1, gradientVector());
        inform(listener -> listener.iterationDone(this, iteration, getEpochCount()));
        getConfiguration().setIterationCount(iteration + 1);
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
        paramTable().forEach((name, values) -> {
            long from = values.offset() - params().offset();
            INDArray view = flat.get(NDArrayIndex.interval(from, from + values.length()));
            result.setGradientFor(name, view.reshape('c', values.shape()), 'c');
        });
        return result;
    }

    @Override
    protected INDArray[] outputOfLayersDetached(
            boolean train,
            FwdPassType type,
            int[] indices,
            INDArray[] features,
            INDArray[] featureMasks,
            INDArray[] labelMasks,
            boolean clearInputs,
            boolean detachedInputs,
            MemoryWorkspace outputWorkspace) {
        if (train || outputWorkspace != null || engine() != Engine.ONEDNN) {
            return super.outputOfLayersDetached(
                    train,
                    type,
                    indices,
                    features,
                    featureMasks,
                    labelMasks,
                    clearInputs,
                    detachedInputs,
                    outputWorkspace);
        }
        List<String> outputs = Arrays.stream(indices)
                .mapToObj(index -> getVertices()[index].getVertexName())
                .toList();
        try (MemoryWorkspace ignored = Nd4j.getWorkspaceManager().scopeOutOfWorkspaces()) {
            INDArray x = dense(features[0]);
            return program(x, outputs).infer(x);
        }
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
