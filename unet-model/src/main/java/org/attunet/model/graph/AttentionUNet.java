package org.attunet.model.graph;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.attunet.model.engine.Backend;
import org.attunet.model.kernel.Shape;
import org.attunet.model.loss.LossSettings;
import org.attunet.model.network.NetworkPlans;
import org.attunet.model.network.NetworkSettings;
import org.attunet.model.network.Plan;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.WorkspaceMode;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.NoOp;

/**
 * The 3-D Attention U-Net (arXiv 1804.03999) as graphs: one for training, which ends in the loss over all supervised predictions, and
 * one for inference, which computes the top output alone. Both name their parameters alike, so these move between them by name. Input
 * [N, C, X, Y, Z], logits [N, classes, X, Y, Z].
 */
public final class AttentionUNet {
    /** ND4J takes a seed of 0 as none at all, and draws other weights every time. */
    private static final long FOR_ZERO = 0x5EED_0L;

    private AttentionUNet() {}

    /**
     * A training graph with freshly drawn parameters; its output is the stack of predictions [N, K · classes, X, Y, Z].
     *
     * @param backend executes it, and says in which data type
     */
    public static NetworkGraph training(
            NetworkSettings network, LossSettings loss, IUpdater updater, long seed, Backend backend) {
        return initialised(trainingConfiguration(network, loss, updater, seed, backend.type()), backend);
    }

    /** The configuration of {@link #training}. */
    public static ComputationGraphConfiguration trainingConfiguration(
            NetworkSettings network, LossSettings loss, IUpdater updater, long seed, DataType type) {
        Plan plan = NetworkPlans.training(network, loss);
        return configuration(network, plan, List.of(plan.output()), builder(updater, seed, type));
    }

    /** A graph whose only output is the logits. */
    public static NetworkGraph inference(NetworkSettings network, Backend backend) {
        return inference(network, false, backend);
    }

    /**
     * A graph for inference.
     *
     * @param attention whether the attention maps follow the logits as further outputs, in the order of {@link NetworkPlans#gates}
     */
    public static NetworkGraph inference(NetworkSettings network, boolean attention, Backend backend) {
        Plan plan = NetworkPlans.inference(network);
        List<String> outputs = new ArrayList<>(List.of(plan.output()));
        if (attention) {
            outputs.addAll(NetworkPlans.gates(network));
        }
        // DL4J loses track of workspaces where an output is also used further on.
        WorkspaceMode mode = attention ? WorkspaceMode.NONE : WorkspaceMode.ENABLED;
        NeuralNetConfiguration.Builder builder =
                builder(new NoOp(), 0, backend.type()).inferenceWorkspaceMode(mode);
        return initialised(configuration(network, plan, outputs, builder), backend);
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
    private static ComputationGraphConfiguration configuration(
            NetworkSettings network, Plan plan, List<String> outputs, NeuralNetConfiguration.Builder builder) {
        int side = 2 * network.divisor();
        ComputationGraphConfiguration.GraphBuilder graph = builder.graphBuilder();
        PlanGraph.add(plan, graph);
        graph.setOutputs(outputs.toArray(String[]::new));
        graph.setInputTypes(Planned.type(new Shape(1, network.inputChannels(), side, side, side)));
        return graph.build();
    }

    private static NetworkGraph initialised(ComputationGraphConfiguration configuration, Backend backend) {
        NetworkGraph graph = new NetworkGraph(configuration, backend);
        graph.init();
        return graph;
    }

    /**
     * Copies every parameter that the target has from the source, by name.
     *
     * @throws IllegalArgumentException naming a parameter that the source lacks or has in another shape
     */
    public static void copyParameters(NetworkGraph source, NetworkGraph target) {
        Map<String, INDArray> from = source.parameters();
        target.parameters().forEach((name, values) -> {
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
