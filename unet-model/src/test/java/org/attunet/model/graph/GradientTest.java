package org.attunet.model.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.attunet.model.engine.Nd4jBackend;
import org.attunet.model.loss.LossKind;
import org.attunet.model.loss.LossSettings;
import org.attunet.model.network.Activation;
import org.attunet.model.network.Gate;
import org.attunet.model.network.Head;
import org.attunet.model.network.NetworkSettings;
import org.attunet.model.network.Norm;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.dataset.MultiDataSet;
import org.nd4j.linalg.learning.config.NoOp;

/**
 * Every layer and vertex against central differences in double. Each examined part has convolutions before it, whose gradients
 * are its gradients by its inputs.
 */
class GradientTest {
    private static ConvBlockLayer plain(int in, int out) {
        return GraphParts.layer(in, out, 1, Norm.NONE, Activation.IDENTITY);
    }

    private static void hold(ComputationGraph graph, MultiDataSet data, int entries) {
        Map<String, Double> deviations = CentralDifferences.deviations(graph, data, entries);
        assertThat(deviations)
                .isNotEmpty()
                .allSatisfy((name, deviation) -> assertThat(deviation).as(name).isLessThan(1e-5));
    }

    @ParameterizedTest
    @CsvSource({
        "BATCH, RELU", "BATCH, LEAKY_RELU", "BATCH, IDENTITY",
        "INSTANCE, RELU", "INSTANCE, LEAKY_RELU", "INSTANCE, IDENTITY",
        "GROUP, RELU", "GROUP, LEAKY_RELU", "GROUP, IDENTITY",
        "NONE, RELU", "NONE, LEAKY_RELU", "NONE, IDENTITY"
    })
    void convolutionWithNormAndActivation(Norm norm, Activation activation) {
        ComputationGraph graph = SmallGraphs.scored(
                1,
                builder -> builder.addLayer("before", plain(1, 2), "input")
                        .addLayer("unit", GraphParts.layer(2, 12, 3, norm, activation), "before")
                        .addLayer("after", plain(12, 3), "unit"),
                "after",
                3,
                1);
        hold(graph, CentralDifferences.data(1, 3, 3, 2, 4), 5);
    }

    @ParameterizedTest
    @CsvSource({"ADDITIVE, 1", "ADDITIVE, 2", "CONV_MAPPING, 1", "CONV_MAPPING, 2"})
    void attentionGateAndGatedConcatenation(Gate kind, int kernel) {
        ComputationGraph graph = SmallGraphs.scored(
                1,
                builder -> new GraphParts(builder)
                        .unit("skip", "input", 1, 3)
                        .pooled("half", "input")
                        .unit("gating", "half", 1, 4)
                        .raw()
                        .addVertex("gate", new AttentionGateVertex(3, 4, kernel, kind), "skip", "gating")
                        .addVertex("join", new ConcatVertex(true, List.of(1, 2)), "skip", "gate", "gating")
                        .addLayer("after", plain(7, 2), "join"),
                "after",
                2,
                1);
        hold(graph, CentralDifferences.data(1, 2, 4, 2, 6), 6);
    }

    @Test
    void concatenationOfEnlargedInputs() {
        ComputationGraph graph = SmallGraphs.scored(
                1,
                builder -> new GraphParts(builder)
                        .unit("full", "input", 1, 2)
                        .pooled("half", "input")
                        .unit("second", "half", 1, 3)
                        .pooled("quarter", "half")
                        .unit("third", "quarter", 1, 1)
                        .raw()
                        .addVertex("join", new ConcatVertex(false, List.of(1, 2, 4)), "full", "second", "third")
                        .addLayer("after", plain(6, 2), "join"),
                "after",
                2,
                1);
        hold(graph, CentralDifferences.data(1, 2, 4, 8, 4), 6);
    }

    @Test
    void deepSupervisionStackUnderItsWeightedLoss() {
        ComputationGraph graph = SmallGraphs.scored(
                1,
                builder -> new GraphParts(builder)
                        .unit("top", "input", 1, 3)
                        .pooled("half", "input")
                        .unit("second", "half", 1, 4)
                        .pooled("quarter", "half")
                        .unit("third", "quarter", 1, 5)
                        .raw()
                        .addVertex("ds", new DeepSupervisionVertex(3, List.of(4, 5)), "top", "second", "third"),
                "ds",
                3,
                3);
        hold(graph, CentralDifferences.data(1, 3, 4, 8, 4), 6);
    }

    @ParameterizedTest
    @EnumSource(LossKind.class)
    void lossesWithWeightsOfClassesAndParts(LossKind kind) {
        LossSettings settings = new LossSettings(kind, 1.5, 0.5, List.of(0.2, 1.0, 3.0));
        ComputationGraph graph = SmallGraphs.of(
                DataType.DOUBLE,
                1,
                builder -> new GraphParts(builder)
                        .unit("logits", "input", 1, 6)
                        .raw()
                        .addLayer("loss", SmallGraphs.loss(settings, 3, 2), "logits"),
                "loss");
        hold(graph, CentralDifferences.data(1, 3, 3, 4, 5), 6);
    }

    @Test
    void residualBlocksOfAWholeNetwork() {
        NetworkSettings network = NetworkSettings.reference(1, 2, List.of(2, 3))
                .withHead(Head.LINEAR)
                .withBlocks(Norm.INSTANCE, Activation.LEAKY_RELU, 0, true);
        hold(
                AttentionUNet.training(
                        network, LossSettings.of(LossKind.DICE_CE), new NoOp(), 3, new Nd4jBackend(DataType.DOUBLE)),
                CentralDifferences.data(1, 2, 4, 4, 2),
                2);
    }
}
