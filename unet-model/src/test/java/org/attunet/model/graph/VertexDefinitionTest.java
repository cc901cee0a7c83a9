package org.attunet.model.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.attunet.model.execution.AttentionGate;
import org.attunet.model.execution.LossOperator;
import org.attunet.model.execution.SmallNetwork;
import org.attunet.model.kernel.KernelSet;
import org.attunet.model.kernel.KernelSets;
import org.attunet.model.kernel.TensorRef;
import org.attunet.model.kernel.nd4j.ArrayParameter;
import org.attunet.model.loss.LossKind;
import org.attunet.model.loss.LossPlan;
import org.attunet.model.loss.LossSettings;
import org.attunet.model.network.Activation;
import org.attunet.model.network.Gate;
import org.attunet.model.network.Norm;
import org.attunet.model.network.Operation;
import org.attunet.model.network.Plan;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.ops.transforms.Transforms;

/** The SameDiff vertices define gate and deep supervision: the operators compute the same, with the same gradients, in double. */
class VertexDefinitionTest {
    private static final KernelSet<INDArray> DOUBLES = KernelSets.nd4j(DataType.DOUBLE);

    /** Interpolation's weights are floats in either. */
    private static final double TOLERANCE = 1e-12;

    private static INDArray random(long... shape) {
        return Nd4j.randn(DataType.DOUBLE, shape);
    }

    private static void same(INDArray found, INDArray expected, String what) {
        assertThat(found.shape()).as(what).isEqualTo(expected.shape());
        assertThat(found.sub(expected).amaxNumber().doubleValue()).as(what).isLessThan(TOLERANCE);
    }

    /** A vertex's graph for these inputs. */
    private record Definition(SameDiff graph, SDVariable output, Map<String, INDArray> inputs, List<String> variables) {
        static Definition of(VolumeVertex vertex, Map<String, INDArray> inputs, Map<String, INDArray> parameters) {
            vertex.setDataType(DataType.DOUBLE);
            SameDiff graph = SameDiff.create();
            Map<String, SDVariable> in = new LinkedHashMap<>();
            inputs.forEach((name, x) -> in.put(name, graph.placeHolder(name, DataType.DOUBLE, x.shape())));
            Map<String, SDVariable> by = new LinkedHashMap<>();
            parameters.forEach((name, values) -> by.put(name, graph.var(name, values.dup('c'))));
            SDVariable output = vertex.defineVertex(graph, in, by, Map.of());
            List<String> variables = new ArrayList<>(inputs.keySet());
            variables.addAll(parameters.keySet());
            return new Definition(graph, output, inputs, variables);
        }

        INDArray value() {
            return graph.output(inputs, output.name()).get(output.name());
        }

        /** Of {@code Σ output · epsilon}, which is what a chain of gradients is. */
        Map<String, INDArray> gradients(INDArray epsilon) {
            SDVariable chain = output.mul(graph.constant(epsilon)).sum();
            graph.setLossVariables(chain.name());
            return graph.calculateGradients(inputs, variables);
        }
    }

    @ParameterizedTest
    @CsvSource({"ADDITIVE, 1", "ADDITIVE, 2", "CONV_MAPPING, 1", "CONV_MAPPING, 2"})
    void gate(Gate kind, int kernel) {
        Nd4j.getRandom().setSeed(4);
        Operation.AttentionGate operation = new Operation.AttentionGate(3, 4, kernel, kind);
        Map<String, INDArray> parameters = new LinkedHashMap<>();
        Map<String, INDArray> gradients = new HashMap<>();
        operation.parameters("").forEach(spec -> {
            parameters.put(spec.key(), random(spec.shape()));
            gradients.put(spec.key(), random(spec.shape()));
        });
        TensorRef<INDArray> x = KernelSets.ref(DOUBLES, random(2, 3, 4, 2, 6));
        TensorRef<INDArray> g = KernelSets.ref(DOUBLES, random(2, 4, 2, 1, 3));
        Definition definition = Definition.of(
                (VolumeVertex) PlanGraph.part(operation), Map.of("x", x.data(), "g", g.data()), parameters);
        INDArray value = definition.value().dup('c');
        INDArray epsilon = random(2, 1, 4, 2, 6);
        Map<String, INDArray> expected = new HashMap<>(definition.gradients(epsilon));

        TensorRef<INDArray> map = KernelSets.ref(DOUBLES, x.shape().withChannels(1));
        AttentionGate<INDArray> gate = new AttentionGate<>(
                DOUBLES.kernels(),
                operation,
                name -> new ArrayParameter(parameters.get(name), gradients.get(name)),
                x,
                g,
                map);
        gate.forward();
        same(map.data(), value, "map");
        map.setGradient(epsilon.dup('c'));
        gate.backward();
        same(x.gradient(), expected.get("x"), "x");
        same(g.gradient(), expected.get("g"), "g");
        gradients.forEach((name, gradient) -> same(gradient, expected.get(name), name));
    }

    private static Plan.Node node(String name, Operation operation, String... inputs) {
        return new Plan.Node(name, operation, List.of(inputs));
    }

    private static Operation point(int out) {
        return new Operation.ConvBlock(1, out, 1, Norm.NONE, Activation.IDENTITY);
    }

    @Test
    void deepSupervision() {
        LossPlan loss = LossPlan.of(LossSettings.of(LossKind.DICE_CE), 3, 3);
        Operation.Heads heads = new Operation.Heads(3, List.of(4, 5));
        SmallNetwork network = new SmallNetwork(
                DOUBLES,
                SmallNetwork.plan(
                        node("output", point(3), "input"),
                        node("half", new Operation.MaxPool(), "input"),
                        node("level2", point(4), "half"),
                        node("quarter", new Operation.MaxPool(), "half"),
                        node("level3", point(5), "quarter"),
                        node("ds", heads, "output", "level2", "level3"),
                        node("loss", new Operation.Loss(loss), "ds")));
        INDArray image = random(2, 1, 4, 8, 4);
        INDArray labels =
                Transforms.floor(Nd4j.rand(DataType.DOUBLE, 2, 1, 4, 8, 4).muli(3));
        INDArray[] found = network.infer(image, "output", "level2", "level3", "ds");
        Map<String, INDArray> parameters = new LinkedHashMap<>();
        heads.parameters("ds").forEach(spec -> parameters.put(spec.key(), network.parameter("ds", spec.key())));
        Definition definition = Definition.of(
                (VolumeVertex) PlanGraph.part(heads),
                Map.of("output", found[0], "level2", found[1], "level3", found[2]),
                parameters);
        same(found[3], definition.value(), "predictions");

        network.train(image, labels);
        Map<String, INDArray> expected = definition.gradients(lossGradient(loss, found[3], labels));
        parameters.keySet().forEach(name -> same(network.gradients().get("ds_" + name), expected.get(name), name));
    }

    private static INDArray lossGradient(LossPlan plan, INDArray predictions, INDArray labels) {
        TensorRef<INDArray> in = KernelSets.ref(DOUBLES, predictions);
        LossOperator<INDArray> loss = new LossOperator<>(DOUBLES.kernels(), plan, in);
        loss.setLabels(labels);
        loss.forward();
        loss.backward();
        return in.gradient();
    }

    @Test
    void strideTwoTakesEvenPlaces() {
        SameDiff graph = SameDiff.create();
        INDArray found = VolumeVertex.convolve(
                        graph,
                        graph.constant(Goldens.operation("xe", DataType.FLOAT)),
                        graph.constant(Goldens.operation("wx", DataType.FLOAT)),
                        null,
                        1,
                        2)
                .eval();
        INDArray expected = Goldens.operation("conv1x1_stride2", DataType.FLOAT);
        assertThat(found.shape()).isEqualTo(expected.shape());
        assertThat(found.sub(expected).amaxNumber().doubleValue()).isLessThan(1e-6);
    }
}
