package org.attunet.model.graph;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.attunet.model.network.Operation;
import org.attunet.model.network.Plan;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.graph.ElementWiseVertex;
import org.deeplearning4j.nn.conf.graph.GraphVertex;
import org.deeplearning4j.nn.conf.graph.LayerVertex;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.Convolution3D;
import org.deeplearning4j.nn.conf.layers.DropoutLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.conf.layers.Subsampling3DLayer;
import org.nd4j.linalg.activations.impl.ActivationLReLU;

/** A plan as the configuration of a DL4J graph, and back: the one place that says what is which, and so what cannot run as a whole. */
public final class PlanGraph {
    private PlanGraph() {}

    /** Name of the class that an operation is in DL4J's graph. */
    public static String className(Operation operation) {
        return part(operation).getClass().getSimpleName();
    }

    /** Adds every node. */
    static void add(Plan plan, ComputationGraphConfiguration.GraphBuilder graph) {
        graph.addInputs(plan.input());
        for (Plan.Node node : plan.nodes()) {
            String[] inputs = node.inputs().toArray(String[]::new);
            if (part(node.operation()) instanceof Layer layer) {
                graph.addLayer(node.name(), layer, inputs);
            } else {
                graph.addVertex(node.name(), (GraphVertex) part(node.operation()), inputs);
            }
        }
    }

    /** A layer's configuration or a vertex's. */
    static Object part(Operation operation) {
        if (operation instanceof Operation.ConvBlock block) {
            return new ConvBlockLayer(block);
        } else if (operation instanceof Operation.MaxPool) {
            return halving();
        } else if (operation instanceof Operation.LeakyRelu relu) {
            return new ActivationLayer(new ActivationLReLU(relu.slope()));
        } else if (operation instanceof Operation.Dropout dropout) {
            return new DropoutLayer.Builder(dropout.kept()).build();
        } else if (operation instanceof Operation.Add) {
            return new ElementWiseVertex(ElementWiseVertex.Op.Add);
        } else if (operation instanceof Operation.AttentionGate gate) {
            return new AttentionGateVertex(gate.skip(), gate.gating(), gate.kernel(), gate.gate());
        } else if (operation instanceof Operation.UpsampleConcat concat) {
            return new ConcatVertex(concat.gated(), concat.factors());
        } else if (operation instanceof Operation.Heads heads) {
            return new DeepSupervisionVertex(heads.classes(), heads.widths());
        }
        return new LossLayer(((Operation.Loss) operation).plan());
    }

    private static Subsampling3DLayer halving() {
        return new Subsampling3DLayer.Builder(PoolingType.MAX)
                .kernelSize(2, 2, 2)
                .stride(2, 2, 2)
                .convolutionMode(ConvolutionMode.Truncate)
                .dataFormat(Convolution3D.DataFormat.NCDHW)
                .build();
    }

    /**
     * The plan of an initialised graph's configuration, in the order in which DL4J keeps parameters.
     *
     * @throws IllegalArgumentException naming a vertex that is none of a plan's operations
     */
    public static Plan of(ComputationGraphConfiguration graph) {
        List<Plan.Node> nodes = new ArrayList<>();
        for (String name : graph.getTopologicalOrderStr()) {
            Object vertex = graph.getVertices().get(name);
            if (vertex != null) {
                Operation operation = operation(vertex)
                        .orElseThrow(
                                () -> new IllegalArgumentException("no operation of a plan is the vertex " + name));
                nodes.add(new Plan.Node(name, operation, graph.getVertexInputs().get(name)));
            }
        }
        return new Plan(graph.getNetworkInputs().get(0), nodes);
    }

    private static Optional<Operation> operation(Object part) {
        if (part instanceof LayerVertex vertex) {
            return operation(vertex.getLayerConf().getLayer());
        } else if (part instanceof Planned planned) {
            return Optional.of(planned.operation());
        } else if (part instanceof Subsampling3DLayer) {
            return Optional.of(new Operation.MaxPool());
        } else if (part instanceof DropoutLayer drop
                && drop.getIDropout() instanceof org.deeplearning4j.nn.conf.dropout.Dropout dropout) {
            return Optional.of(new Operation.Dropout(dropout.getP()));
        } else if (part instanceof ActivationLayer layer && layer.getActivationFn() instanceof ActivationLReLU relu) {
            return Optional.of(new Operation.LeakyRelu(relu.getAlpha()));
        } else if (part instanceof ElementWiseVertex sum && sum.getOp() == ElementWiseVertex.Op.Add) {
            return Optional.of(new Operation.Add());
        }
        return Optional.empty();
    }
}
