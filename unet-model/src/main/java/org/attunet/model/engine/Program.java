package org.attunet.model.engine;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.attunet.model.Activation;
import org.attunet.model.Norm;
import org.attunet.model.layer.ConvUnit;
import org.attunet.model.layer.Planes;
import org.attunet.model.loss.LossLayer;
import org.attunet.model.vertex.AttentionGateVertex;
import org.attunet.model.vertex.ConcatVertex;
import org.attunet.model.vertex.DeepSupervisionVertex;
import org.attunet.model.vertex.Sizes;
import org.deeplearning4j.nn.conf.dropout.Dropout;
import org.deeplearning4j.nn.conf.graph.ElementWiseVertex;
import org.deeplearning4j.nn.conf.graph.GraphVertex;
import org.deeplearning4j.nn.conf.graph.LayerVertex;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.DropoutLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.Subsampling3DLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.activations.impl.ActivationLReLU;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A graph as a list of steps for one size of input, with all their primitives made and their memory kept from run to run. Parameters
 * stay where the graph has them and gradients go where it wants them. Not for several threads at once.
 */
final class Program implements AutoCloseable {
    private final ComputationGraph graph;
    private final Dnn dnn = Dnn.create();
    private final Map<String, Value> values = new HashMap<>();
    private final List<Step> steps = new ArrayList<>();
    private final List<String> owners = new ArrayList<>();
    private final Map<String, Long> nanoseconds = new HashMap<>();
    private final Value input;
    private final List<String> outputs;
    private LossStep loss;
    private String predictions;
    private Voxels ownInput;
    private long parametersSeen;

    /**
     * @param input size of the input
     * @param outputs names of the vertices whose activations are wanted; none where the program trains
     */
    Program(ComputationGraph graph, Extent input, List<String> outputs) {
        this.graph = graph;
        this.outputs = List.copyOf(outputs);
        this.input = new Value(input, dnn.arena(), false);
        // Read once more than there are readers, since its memory is the caller's.
        this.input.addReader();
        values.put(graph.getConfiguration().getNetworkInputs().get(0), this.input);
        for (int index : graph.topologicalSortOrder()) {
            String name = graph.getVertices()[index].getVertexName();
            GraphVertex vertex = graph.getConfiguration().getVertices().get(name);
            if (vertex != null) {
                add(name, vertex);
                while (owners.size() < steps.size()) {
                    owners.add(name);
                }
            }
        }
        outputs.forEach(name -> values.get(name).addReader());
    }

    /** Whether every vertex of a graph has a step. */
    static boolean supports(ComputationGraph graph) {
        return graph.getConfiguration().getNetworkInputs().size() == 1
                && graph.getConfiguration().getVertices().values().stream().allMatch(Program::supports);
    }

    private static boolean supports(GraphVertex vertex) {
        if (vertex instanceof LayerVertex layerVertex) {
            Layer layer = layer(layerVertex);
            return layer instanceof ConvUnit
                    || layer instanceof Subsampling3DLayer
                    || layer instanceof LossLayer
                    || (layer instanceof DropoutLayer drop && drop.getIDropout() instanceof Dropout)
                    || (layer instanceof ActivationLayer bend && bend.getActivationFn() instanceof ActivationLReLU);
        }
        return vertex instanceof AttentionGateVertex
                || vertex instanceof ConcatVertex
                || vertex instanceof DeepSupervisionVertex
                || (vertex instanceof ElementWiseVertex sum && sum.getOp() == ElementWiseVertex.Op.Add);
    }

    private static Layer layer(LayerVertex vertex) {
        return vertex.getLayerConf().getLayer();
    }

    private void add(String name, GraphVertex vertex) {
        List<Value> in = graph.getConfiguration().getVertexInputs().get(name).stream()
                .map(values::get)
                .toList();
        in.forEach(Value::addReader);
        if (vertex instanceof LayerVertex layerVertex) {
            addLayer(name, layer(layerVertex), in.get(0));
        } else if (vertex instanceof AttentionGateVertex gate) {
            check(name, in, List.of(1, 2));
            Value map = value(name, in.get(0).extent().withChannels(1));
            steps.add(new GateStep(dnn, gate, parameters(name), in.get(0), in.get(1), map));
        } else if (vertex instanceof ConcatVertex concat) {
            List<Value> parts = new ArrayList<>(in);
            Value map = concat.gated() ? parts.remove(1) : null;
            join(name, parts, concat.factors(), map);
        } else if (vertex instanceof DeepSupervisionVertex heads) {
            addHeads(name, heads, in);
        } else {
            Value sum = value(name, in.get(0).extent());
            steps.add(new SumStep(in.get(0), in.get(1), sum));
        }
    }

    private Value value(String name, Extent extent) {
        Value value = new Value(extent, dnn.arena(), true);
        values.put(name, value);
        return value;
    }

    private void addLayer(String name, Layer layer, Value in) {
        if (layer instanceof ConvUnit unit) {
            Value out = value(name, in.extent().withChannels((int) unit.getNOut()));
            steps.add(new UnitStep(dnn, unit, parameters(name), in, out));
        } else if (layer instanceof Subsampling3DLayer) {
            steps.add(new PoolStep(in, value(name, in.extent().dividedBy(2))));
        } else if (layer instanceof ActivationLayer bend) {
            double slope = ((ActivationLReLU) bend.getActivationFn()).getAlpha();
            steps.add(new BendStep(in, value(name, in.extent()), slope));
        } else if (layer instanceof DropoutLayer drop) {
            double kept = ((Dropout) drop.getIDropout()).getP();
            steps.add(new DropStep(in, value(name, in.extent()), kept));
        } else if (layer instanceof LossLayer lossLayer) {
            loss = new LossStep(lossLayer, in);
            predictions = graph.getConfiguration().getVertexInputs().get(name).get(0);
            steps.add(loss);
            values.put(name, in);
        }
    }

    private void join(String name, List<Value> parts, List<Integer> factors, Value map) {
        int channels = parts.stream().mapToInt(part -> part.extent().channels()).sum();
        check(name, parts, factors);
        Value out = value(name, parts.get(0).extent().times(factors.get(0)).withChannels(channels));
        steps.add(new JoinStep(parts, factors, map, out));
    }

    private static void check(String name, List<Value> parts, List<Integer> factors) {
        long[] first = parts.get(0).extent().dimensions();
        for (int n = 0; n < parts.size(); n++) {
            Sizes.check(name, first, factors.get(0), parts.get(n).extent().dimensions(), factors.get(n));
        }
    }

    /** A 1×1×1 unit at each deeper level, and all predictions side by side. */
    private void addHeads(String name, DeepSupervisionVertex heads, List<Value> in) {
        List<Value> predictions = new ArrayList<>(List.of(in.get(0)));
        List<Integer> factors = new ArrayList<>(List.of(1));
        Map<String, Parameter> all = parameters(name);
        for (int n = 1; n < in.size(); n++) {
            String head = "ds" + (n + 1) + ".conv";
            Value level = in.get(n);
            Value logits = value(name + "/" + head, level.extent().withChannels(heads.classes()));
            logits.addReader();
            ConvUnit unit = new ConvUnit(level.extent().channels(), heads.classes(), 1, Norm.NONE, Activation.IDENTITY);
            Map<String, Parameter> own = Map.of("W", all.get(head + ".weight"), "b", all.get(head + ".bias"));
            steps.add(new UnitStep(dnn, unit, own, level, logits));
            predictions.add(logits);
            factors.add(1 << n);
        }
        join(name, predictions, factors, null);
    }

    private Map<String, Parameter> parameters(String vertex) {
        Map<String, Parameter> parameters = new HashMap<>();
        String prefix = vertex + "_";
        graph.paramTable().forEach((key, array) -> {
            if (key.startsWith(prefix)) {
                parameters.put(key.substring(prefix.length()), new Parameter(graph, array));
            }
        });
        return parameters;
    }

    /** The wanted activations, [N, C, X, Y, Z] outside any workspace. */
    INDArray[] infer(INDArray x) {
        long parameters = Checksum.of(graph.params());
        if (parameters != parametersSeen) {
            steps.stream()
                    .filter(UnitStep.class::isInstance)
                    .map(UnitStep.class::cast)
                    .forEach(UnitStep::parametersChanged);
            parametersSeen = parameters;
        }
        begin(x);
        run(Step::infer);
        INDArray[] results = new INDArray[outputs.size()];
        for (int n = 0; n < results.length; n++) {
            Value value = values.get(outputs.get(n));
            results[n] = Nd4j.createUninitialized(DataType.FLOAT, value.extent().dimensions(), 'c');
            Planar.toPlanar(value.data(), results[n]);
            value.read();
        }
        return results;
    }

    /**
     * Fills the graph's gradient, moves its running statistics and returns the loss.
     *
     * @param between sees the predictions, under the name of the vertex that gives them, between the way forward and the way back
     */
    double train(INDArray x, INDArray labels, Consumer<Map<String, INDArray>> between) {
        begin(x);
        loss.setLabels(dense(labels));
        run(Step::forward);
        between.accept(Map.of(predictions, loss.predictions()));
        for (int n = steps.size() - 1; n >= 0; n--) {
            run(n, Step::backward);
        }
        loss.setLabels(null);
        return loss.loss();
    }

    private void run(Consumer<Step> way) {
        for (int n = 0; n < steps.size(); n++) {
            run(n, way);
        }
    }

    private void run(int number, Consumer<Step> way) {
        long began = System.nanoTime();
        way.accept(steps.get(number));
        nanoseconds.merge(owners.get(number), System.nanoTime() - began, Long::sum);
    }

    /** Seconds spent in each vertex, all runs together. */
    Map<String, Double> seconds() {
        Map<String, Double> seconds = new HashMap<>();
        nanoseconds.forEach((vertex, spent) -> seconds.put(vertex, spent / 1e9));
        return seconds;
    }

    private void begin(INDArray x) {
        INDArray given = dense(x);
        if (input.extent().channels() == 1) {
            input.set(new Voxels(input.extent(), Parameter.address(given)));
            return;
        }
        if (ownInput == null) {
            ownInput = dnn.arena().voxels(input.extent());
        }
        Planar.fromPlanar(given, ownInput);
        input.set(ownInput);
    }

    private static INDArray dense(INDArray x) {
        INDArray floats = x.castTo(DataType.FLOAT);
        return Planes.dense(floats) ? floats : floats.dup('c');
    }

    @Override
    public void close() {
        dnn.close();
    }
}
