package org.attunet.model.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Stream;
import org.attunet.model.SettingsException;
import org.attunet.model.engine.BackendChoice;
import org.attunet.model.loss.LossKind;
import org.attunet.model.loss.LossSettings;
import org.attunet.model.network.Activation;
import org.attunet.model.network.Gate;
import org.attunet.model.network.Head;
import org.attunet.model.network.NetworkPlans;
import org.attunet.model.network.NetworkSettings;
import org.attunet.model.network.Norm;
import org.attunet.model.updater.TorchAdam;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.MultiDataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.ops.transforms.Transforms;

/** Whole networks of many shapes: what goes in, what comes out, and that a step of training is sound. */
class NetworkTest {
    private static final NetworkSettings SMALL = NetworkSettings.reference(1, 2, List.of(2, 3, 4));

    private static NetworkGraph training(NetworkSettings network) {
        return AttentionUNet.training(
                network, LossSettings.of(LossKind.DICE_CE), new TorchAdam(1e-2), 1, BackendChoice.AUTO.resolve());
    }

    private static INDArray image(NetworkSettings network, int x, int y, int z) {
        Nd4j.getRandom().setSeed(4);
        return Nd4j.randn(DataType.FLOAT, 2, network.inputChannels(), x, y, z);
    }

    private static MultiDataSet data(NetworkSettings network, int x, int y, int z) {
        INDArray labels = Nd4j.rand(DataType.FLOAT, 2, 1, x, y, z).muli(network.classes());
        return new MultiDataSet(image(network, x, y, z), Transforms.floor(labels));
    }

    static Stream<NetworkSettings> networks() {
        return Stream.of(
                NetworkSettings.reference(1, 2, List.of(3, 2)),
                NetworkSettings.reference(3, 5, List.of(2, 5, 3)),
                NetworkSettings.reference(1, 2, List.of(1, 1, 1, 1, 1)).withGate(Gate.CONV_MAPPING),
                NetworkSettings.reference(2, 3, List.of(2, 3, 4, 5))
                        .withHead(Head.LINEAR)
                        .withSupervision(2),
                SMALL.withSupervision(1),
                SMALL.withBlocks(Norm.INSTANCE, Activation.LEAKY_RELU, 0.2, true),
                SMALL.withBlocks(Norm.GROUP, Activation.RELU, 0.5, false),
                SMALL.withBlocks(Norm.NONE, Activation.LEAKY_RELU, 0, true),
                SMALL.withBlocks(Norm.BATCH, Activation.RELU, 0.1, true),
                NetworkSettings.paper(2, 4, List.of(1, 2, 3, 2, 3)),
                NetworkSettings.paper(1, 2, List.of(2, 2, 2, 2, 2))
                        .withGate(Gate.CONV_MAPPING)
                        .withBlocks(Norm.INSTANCE, Activation.LEAKY_RELU, 0.1, true));
    }

    @ParameterizedTest
    @MethodSource("networks")
    void trainsAndInfersAtNonCubicPatchesThatDivide(NetworkSettings network) {
        int d = network.divisor();
        NetworkGraph graph = training(network);
        MultiDataSet data = data(network, d, 2 * d, 3 * d);
        INDArray before = graph.params().dup();
        graph.differentiate(data.getFeatures(0), data.getLabels(0));
        graph.gradient()
                .gradientForVariable()
                .forEach((name, gradient) ->
                        assertThat(finite(gradient)).as(name).isTrue());
        SavedGraphs.step(graph, data);
        assertThat(graph.score()).isFinite().isPositive();
        assertThat(finite(graph.params())).isTrue();
        assertThat(graph.params()).isNotEqualTo(before);
        NetworkGraph inference = AttentionUNet.inference(network, BackendChoice.AUTO.resolve());
        AttentionUNet.copyParameters(graph, inference);
        INDArray logits = inference.infer(image(network, 2 * d, d, d))[0];
        assertThat(logits.shape()).containsExactly(2, network.classes(), 2L * d, d, d);
        assertThat(finite(logits)).isTrue();
    }

    private static boolean finite(INDArray x) {
        return Float.isFinite(x.amaxNumber().floatValue())
                && !Float.isNaN(x.sumNumber().floatValue());
    }

    @Test
    void aFewStepsLowerTheLoss() {
        NetworkGraph graph = training(SMALL.withHead(Head.LINEAR));
        MultiDataSet data = data(SMALL, 8, 8, 8);
        SavedGraphs.step(graph, data);
        double first = graph.score();
        for (int step = 0; step < 10; step++) {
            SavedGraphs.step(graph, data);
        }
        assertThat(graph.score()).isLessThan(first - 0.05);
    }

    @Test
    void inferenceIsTheTrainingGraphsTopOutputInEvaluation() {
        for (NetworkSettings network : networks().toList()) {
            int d = network.divisor();
            NetworkGraph graph = training(network);
            SavedGraphs.step(graph, data(network, 2 * d, d, d));
            NetworkGraph inference = AttentionUNet.inference(network, BackendChoice.AUTO.resolve());
            AttentionUNet.copyParameters(graph, inference);
            INDArray image = image(network, d, d, 2 * d);
            INDArray stack = graph.infer(image)[0];
            INDArray top = stack.get(
                    org.nd4j.linalg.indexing.NDArrayIndex.all(),
                    org.nd4j.linalg.indexing.NDArrayIndex.interval(0, network.classes()));
            INDArray logits = inference.infer(image)[0];
            assertThat(logits.sub(top).amaxNumber().doubleValue())
                    .as("%s", network)
                    .isLessThan(1e-5);
        }
    }

    @Test
    void oneGraphRunsAtOneSizeAfterAnother() {
        NetworkGraph graph = AttentionUNet.inference(SMALL, BackendChoice.AUTO.resolve());
        INDArray large = image(SMALL, 12, 8, 16);
        INDArray first = graph.infer(large)[0].dup();
        graph.infer(image(SMALL, 4, 4, 4));
        assertThat(graph.infer(large)[0]).isEqualTo(first);
    }

    @ParameterizedTest
    @CsvSource({"false", "true"})
    void attentionMapsComeOutAtEverySize(boolean paper) {
        NetworkSettings network = paper ? NetworkSettings.paper(1, 2, List.of(1, 2, 2, 2, 2)) : SMALL;
        NetworkGraph graph = AttentionUNet.inference(network, true, BackendChoice.AUTO.resolve());
        int d = network.divisor();
        for (int[] size : new int[][] {{d, d, d}, {2 * d, d, 3 * d}, {d, 2 * d, d}}) {
            INDArray image = image(network, size[0], size[1], size[2]);
            INDArray[] outputs = graph.infer(image);
            List<String> gates = NetworkPlans.gates(network);
            assertThat(outputs).hasSize(gates.size() + 1);
            INDArray plain = plain(network, graph).infer(image)[0];
            assertThat(outputs[0].sub(plain).amaxNumber().doubleValue()).isLessThan(1e-5);
            for (int n = 0; n < gates.size(); n++) {
                int step = 1 << (AttentionMaps.level(gates.get(n)) - 1);
                INDArray map = outputs[n + 1];
                assertThat(map.shape()).containsExactly(2, 1, size[0] / step, size[1] / step, size[2] / step);
                assertThat(map.minNumber().doubleValue()).isPositive();
                assertThat(map.maxNumber().doubleValue()).isLessThan(1);
            }
        }
    }

    private static NetworkGraph plain(NetworkSettings network, NetworkGraph source) {
        NetworkGraph plain = AttentionUNet.inference(network, BackendChoice.AUTO.resolve());
        AttentionUNet.copyParameters(source, plain);
        return plain;
    }

    @Test
    void attentionMapsAreResampledToTheInputsGrid() {
        NetworkGraph graph = AttentionUNet.inference(SMALL, true, BackendChoice.AUTO.resolve());
        INDArray image = image(SMALL, 8, 4, 12);
        INDArray[] outputs = graph.infer(image);
        INDArray fine = AttentionMaps.onInputGrid("gate2", outputs[2]);
        assertThat(fine.shape()).containsExactly(2, 1, 8, 4, 12);
        assertThat(AttentionMaps.onInputGrid("gate1", outputs[1])).isEqualTo(outputs[1]);
        assertThat(fine.meanNumber().doubleValue())
                .isCloseTo(outputs[2].meanNumber().doubleValue(), org.assertj.core.data.Offset.offset(0.05));
    }

    @Test
    void sizesThatDoNotDivideAreRefusedInsideTheGraphToo() {
        NetworkGraph graph = AttentionUNet.inference(SMALL, BackendChoice.AUTO.resolve());
        INDArray image = image(SMALL, 8, 10, 8);
        assertThatThrownBy(() -> graph.infer(image))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("multiple of 2 for each halving");
    }
}
