package org.attunet.model.graph;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.attunet.model.SettingsException;
import org.attunet.model.engine.Engine;
import org.attunet.model.loss.LossKind;
import org.attunet.model.loss.LossSettings;
import org.attunet.model.network.NetworkSettings;
import org.attunet.model.network.Variant;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.WorkspaceMode;
import org.deeplearning4j.nn.conf.graph.GraphVertex;
import org.deeplearning4j.nn.conf.graph.LayerVertex;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.Convolution3D;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.NoOp;

/**
 * The 3-D Attention U-Net (arXiv 1804.03999) as DL4J graphs: one for training, which ends in the loss over all supervised
 * predictions, and one for inference, which computes the top output alone. Both name their layers alike, so parameters move between
 * them by name. Input [N, C, X, Y, Z], logits [N, classes, X, Y, Z].
 */
public final class AttentionUNet {
    /** The graphs' input. */
    public static final String INPUT = "input";

    /** ND4J takes a seed of 0 as none at all, and draws other weights every time. */
    private static final long FOR_ZERO = 0x5EED_0L;

    private AttentionUNet() {}

    /** A training graph of floats with freshly drawn parameters; its output is the stack of predictions [N, K · classes, X, Y, Z]. */
    public static ComputationGraph training(NetworkSettings network, LossSettings loss, IUpdater updater, long seed) {
        return training(network, loss, updater, seed, DataType.FLOAT);
    }

    /** As above, in another data type. */
    public static ComputationGraph training(
            NetworkSettings network, LossSettings loss, IUpdater updater, long seed, DataType type) {
        return initialised(trainingConfiguration(network, loss, updater, seed, type), type);
    }

    /** The configuration of {@link #training}. */
    public static ComputationGraphConfiguration trainingConfiguration(
            NetworkSettings network, LossSettings loss, IUpdater updater, long seed, DataType type) {
        if (!loss.classWeights().isEmpty() && loss.classWeights().size() != network.classes()) {
            throw new SettingsException("loss.class-weights has "
                    + loss.classWeights().size() + " weights for " + network.classes() + " classes");
        }
        GraphBuilder graph = new GraphBuilder(network, builder(updater, seed, type), true);
        String top = Networks.build(graph, network);
        int predictions = network.variant() == Variant.PAPER ? 1 : network.supervision();
        graph.raw().addLayer("loss", new LossLayer(loss, network.classes(), predictions), supervised(graph, top));
        return finished(graph, List.of("loss"));
    }

    /** The top output, with the heads of deeper levels behind it where more than one prediction is supervised. */
    private static String supervised(GraphBuilder graph, String top) {
        NetworkSettings network = graph.network();
        if (network.variant() == Variant.PAPER || network.supervision() == 1) {
            return top;
        }
        List<String> inputs = new ArrayList<>(List.of(top));
        List<Integer> widths = new ArrayList<>();
        for (int level = 2; level <= network.supervision(); level++) {
            inputs.add(graph.decoded(level));
            widths.add(network.width(level));
        }
        graph.raw()
                .addVertex("ds", new DeepSupervisionVertex(network.classes(), widths), inputs.toArray(String[]::new));
        return "ds";
    }

    /** A graph of floats whose only output is the logits. */
    public static ComputationGraph inference(NetworkSettings network) {
        return inference(network, false, DataType.FLOAT);
    }

    /**
     * A graph for inference.
     *
     * @param attention whether the attention maps follow the logits as further outputs, in the order of {@link #gates}
     */
    public static ComputationGraph inference(NetworkSettings network, boolean attention, DataType type) {
        return initialised(inferenceConfiguration(network, attention, type), type);
    }

    /** The configuration of {@link #inference(NetworkSettings, boolean, DataType)}. */
    public static ComputationGraphConfiguration inferenceConfiguration(
            NetworkSettings network, boolean attention, DataType type) {
        // DL4J loses track of workspaces where an output is also used further on.
        WorkspaceMode mode = attention ? WorkspaceMode.NONE : WorkspaceMode.ENABLED;
        GraphBuilder graph =
                new GraphBuilder(network, builder(new NoOp(), 0, type).inferenceWorkspaceMode(mode), false);
        List<String> outputs = new ArrayList<>(List.of(Networks.build(graph, network)));
        if (attention) {
            outputs.addAll(gates(network));
        }
        return finished(graph, outputs);
    }

    /** Names of the attention gates, level 1 (or the lowest gated level) first. */
    public static List<String> gates(NetworkSettings network) {
        return Networks.gates(network);
    }

    private static NeuralNetConfiguration.Builder builder(IUpdater updater, long seed, DataType type) {
        return new NeuralNetConfiguration.Builder()
                .seed(seed == 0 ? FOR_ZERO : seed)
                .dataType(type)
                .updater(updater)
                // The loss is a mean already: DL4J would divide its gradient by the batch once more.
                .miniBatch(false)
                .trainingWorkspaceMode(WorkspaceMode.ENABLED)
                .inferenceWorkspaceMode(WorkspaceMode.ENABLED);
    }

    /** DL4J wants a size to check shapes with; the graph runs at any other that divides evenly. */
    private static ComputationGraphConfiguration finished(GraphBuilder graph, List<String> outputs) {
        int side = 2 * graph.network().divisor();
        graph.raw().setOutputs(outputs.toArray(String[]::new));
        graph.raw()
                .setInputTypes(InputType.convolutional3D(
                        Convolution3D.DataFormat.NCDHW,
                        side,
                        side,
                        side,
                        graph.network().inputChannels()));
        return graph.raw().build();
    }

    private static ComputationGraph initialised(ComputationGraphConfiguration configuration, DataType type) {
        ComputationGraph graph = new NetworkGraph(configuration, Engine.of(type));
        graph.init();
        return graph;
    }

    /**
     * Trainable parameters of the network with all its supervised heads; running statistics do not count. Read off the
     * configuration: nothing of their size is allocated.
     */
    public static long parameterCount(NetworkSettings network) {
        ComputationGraphConfiguration configuration =
                trainingConfiguration(network, LossSettings.of(LossKind.DICE), new NoOp(), 0, DataType.FLOAT);
        return configuration.getVertices().values().stream()
                .mapToLong(vertex -> vertex.numParams(true) - runningStatistics(vertex))
                .sum();
    }

    private static long runningStatistics(GraphVertex vertex) {
        return vertex instanceof LayerVertex layer && layer.getLayerConf().getLayer() instanceof ConvUnit unit
                ? unit.runningStatistics()
                : 0;
    }

    /** Trainable parameters of a training graph: running statistics do not count. */
    public static long parameterCount(ComputationGraph graph) {
        long count = 0;
        for (Map.Entry<String, INDArray> parameter : graph.paramTable().entrySet()) {
            count += isRunningStatistic(graph, parameter.getKey())
                    ? 0
                    : parameter.getValue().length();
        }
        return count;
    }

    private static boolean isRunningStatistic(ComputationGraph graph, String key) {
        int split = key.indexOf('_');
        String name = key.substring(split + 1);
        return (name.equals("mean") || name.equals("var"))
                && graph.getLayer(key.substring(0, split)).conf().getLayer() instanceof ConvUnit;
    }

    /**
     * Copies every parameter that the target has from the source, by name.
     *
     * @throws IllegalArgumentException naming a parameter that the source lacks or has in another shape
     */
    public static void copyParameters(ComputationGraph source, ComputationGraph target) {
        Map<String, INDArray> from = source.paramTable();
        target.paramTable().forEach((name, values) -> {
            INDArray other = from.get(name);
            if (other == null || !Arrays.equals(other.shape(), values.shape())) {
                throw new IllegalArgumentException("parameter " + name + " expects shape "
                        + Arrays.toString(values.shape()) + ", found "
                        + (other == null ? "none" : Arrays.toString(other.shape())));
            }
            values.assign(other);
        });
    }
}
