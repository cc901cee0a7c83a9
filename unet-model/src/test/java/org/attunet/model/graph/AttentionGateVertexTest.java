package org.attunet.model.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.attunet.model.network.Gate;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.Convolution3D;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.learning.config.NoOp;

/** The gate alone against the original's {@code AtentionBlock} in PyTorch 2, computed in float64. */
class AttentionGateVertexTest {
    private static ComputationGraph graph(Gate kind, DataType type) {
        ComputationGraph graph = new ComputationGraph(new NeuralNetConfiguration.Builder()
                .dataType(type)
                .updater(new NoOp())
                .graphBuilder()
                .addInputs("x", "g")
                .addVertex("gate", new AttentionGateVertex(4, 6, 1, kind), "x", "g")
                .addVertex("product", new ConcatVertex(true, List.of(1)), "x", "gate")
                .setOutputs("gate", "product")
                .setInputTypes(input(4), input(6))
                .build());
        graph.init();
        return graph;
    }

    private static InputType input(int channels) {
        return InputType.convolutional3D(Convolution3D.DataFormat.NCDHW, 8, 6, 4, channels);
    }

    private static double distance(INDArray found, INDArray expected) {
        assertThat(found.shape()).isEqualTo(expected.shape());
        return found.sub(expected).amaxNumber().doubleValue();
    }

    @ParameterizedTest
    @CsvSource({"ADDITIVE, add, FLOAT", "CONV_MAPPING, cm, FLOAT", "ADDITIVE, add, DOUBLE", "CONV_MAPPING, cm, DOUBLE"})
    void mapAndProductAreTheOriginals(Gate kind, String name, DataType type) {
        ComputationGraph graph = graph(kind, type);
        for (String parameter :
                List.of("Wx.weight", "Wg.weight", "Wg.bias", "psi.weight", "psi.bias", "aggregate.weight")) {
            INDArray place = graph.paramTable().get("gate_" + parameter);
            if (place != null) {
                String file =
                        "gate_" + name + "_" + parameter.replace("Wx", "W_x").replace("Wg", "W_g");
                place.assign(Goldens.operation(file, type));
            }
        }
        INDArray[] out = graph.output(false, Goldens.operation("gate_x", type), Goldens.operation("gate_g", type));
        assertThat(distance(out[0], Goldens.operation("gate_" + name + "_alpha", type)))
                .isLessThan(1e-6);
        assertThat(distance(out[1], Goldens.operation("gate_" + name + "_out", type)))
                .isLessThan(1e-6);
    }

    @Test
    void strideTwoTakesEvenPlaces() {
        SameDiff sd = SameDiff.create();
        INDArray expected = Goldens.operation("conv1x1_stride2", DataType.FLOAT);
        INDArray found = VolumeVertex.convolve(
                        sd,
                        sd.constant(Goldens.operation("xe", DataType.FLOAT)),
                        sd.constant(Goldens.operation("wx", DataType.FLOAT)),
                        null,
                        1,
                        2)
                .eval();
        assertThat(distance(found, expected)).isLessThan(1e-6);
    }
}
