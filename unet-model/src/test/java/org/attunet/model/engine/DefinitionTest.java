package org.attunet.model.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.attunet.model.AttentionUNet;
import org.attunet.model.Gate;
import org.attunet.model.NetworkSettings;
import org.attunet.model.loss.LossKind;
import org.attunet.model.loss.LossSettings;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.NoOp;

/** Gates and deep supervision in float: what oneDNN runs against what is defined in SameDiff. */
class DefinitionTest {
    /** Makes every vertex execute its SameDiff graph. */
    private static final String SAMEDIFF = "attunet.samediff";

    static Stream<NetworkSettings> networks() {
        NetworkSettings small = NetworkSettings.reference(1, 2, List.of(3, 4, 5));
        return Stream.of(small, small.withGate(Gate.CONV_MAPPING), NetworkSettings.paper(1, 2, List.of(1, 2, 2, 2, 2)));
    }

    /** Score, output and every gradient of one step. */
    private static Map<String, INDArray> step(NetworkSettings network) {
        ComputationGraph graph = AttentionUNet.training(network, LossSettings.of(LossKind.DICE_CE), new NoOp(), 3);
        Nd4j.getRandom().setSeed(8);
        int d = network.divisor();
        INDArray image = Nd4j.randn(DataType.FLOAT, 2, 1, 2L * d, d, d);
        graph.setInputs(image);
        graph.setLabels(image.gt(0.3).castTo(DataType.FLOAT));
        graph.computeGradientAndScore();
        Map<String, INDArray> found = new LinkedHashMap<>();
        graph.gradient().gradientForVariable().forEach((name, gradient) -> found.put(name, gradient.dup('c')));
        found.put("score", Nd4j.scalar((float) graph.score()));
        found.put("output", graph.output(true, image)[0].dup('c'));
        return found;
    }

    private static Map<String, INDArray> stepBySameDiff(NetworkSettings network) {
        System.setProperty(Engine.PROPERTY, "nd4j");
        System.setProperty(SAMEDIFF, "true");
        try {
            return step(network);
        } finally {
            System.clearProperty(Engine.PROPERTY);
            System.clearProperty(SAMEDIFF);
        }
    }

    @ParameterizedTest
    @MethodSource("networks")
    void outputsAndGradientsAreThoseOfTheDefinition(NetworkSettings network) {
        Map<String, INDArray> defined = stepBySameDiff(network);
        Map<String, INDArray> direct = step(network);
        assertThat(direct).hasSameSizeAs(defined).hasSizeGreaterThan(30);
        direct.forEach((name, values) -> {
            double scale = Math.max(1e-3, defined.get(name).amaxNumber().doubleValue());
            assertThat(values.sub(defined.get(name)).amaxNumber().doubleValue() / scale)
                    .as(name)
                    .isCloseTo(0, within(1e-3));
        });
    }
}
