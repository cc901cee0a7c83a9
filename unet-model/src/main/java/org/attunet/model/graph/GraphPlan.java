package org.attunet.model.graph;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.attunet.model.network.Operation;
import org.attunet.model.network.Plan;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.dropout.Dropout;
import org.deeplearning4j.nn.conf.graph.ElementWiseVertex;
import org.deeplearning4j.nn.conf.graph.LayerVertex;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.DropoutLayer;
import org.deeplearning4j.nn.conf.layers.Subsampling3DLayer;
import org.nd4j.linalg.activations.impl.ActivationLReLU;

/** The plan of a graph's configuration: the one place that says what cannot run as a whole. */
public final class GraphPlan {
    private GraphPlan() {}

    /** Nothing where a vertex is none of a plan's operations: then DL4J runs the graph. */
    public static Optional<Plan> of(ComputationGraphConfiguration graph) {
        List<Plan.Node> nodes = new ArrayList<>();
        for (String name : graph.getTopologicalOrderStr()) {
            Object vertex = graph.getVertices().get(name);
            if (vertex != null) {
                Optional<Operation> operation = operation(vertex);
                if (operation.isEmpty()) {
                    return Optional.empty();
                }
                nodes.add(new Plan.Node(
                        name, operation.get(), graph.getVertexInputs().get(name)));
            }
        }
        List<String> inputs = graph.getNetworkInputs();
        return inputs.size() == 1 ? Optional.of(new Plan(inputs.get(0), nodes)) : Optional.empty();
    }

    private static Optional<Operation> operation(Object part) {
        if (part instanceof LayerVertex vertex) {
            return operation(vertex.getLayerConf().getLayer());
        } else if (part instanceof Planned planned) {
            return Optional.of(planned.operation());
        } else if (part instanceof Subsampling3DLayer) {
            return Optional.of(new Operation.MaxPool());
        } else if (part instanceof DropoutLayer drop && drop.getIDropout() instanceof Dropout dropout) {
            return Optional.of(new Operation.Dropout(dropout.getP()));
        } else if (part instanceof ActivationLayer layer && layer.getActivationFn() instanceof ActivationLReLU relu) {
            return Optional.of(new Operation.LeakyRelu(relu.getAlpha()));
        } else if (part instanceof ElementWiseVertex sum && sum.getOp() == ElementWiseVertex.Op.Add) {
            return Optional.of(new Operation.Add());
        }
        return Optional.empty();
    }
}
