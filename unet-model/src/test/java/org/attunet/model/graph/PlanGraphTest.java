package org.attunet.model.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.attunet.model.engine.BackendChoice;
import org.attunet.model.kernel.Shape;
import org.attunet.model.loss.LossKind;
import org.attunet.model.loss.LossSettings;
import org.attunet.model.network.Activation;
import org.attunet.model.network.NetworkPlans;
import org.attunet.model.network.NetworkSettings;
import org.attunet.model.network.Norm;
import org.attunet.model.network.ParameterSpec;
import org.attunet.model.network.Plan;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.graph.ScaleVertex;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.learning.config.NoOp;

/** What the plan says is what DL4J's graph does. */
class PlanGraphTest {
    private static final LossSettings LOSS = new LossSettings(LossKind.DICE_CE, 0.5, 2, List.of(1.0, 3.0));

    static Stream<NetworkSettings> networks() {
        NetworkSettings dropping = NetworkSettings.reference(2, 2, List.of(2, 3, 4, 5))
                .withBlocks(Norm.GROUP, Activation.LEAKY_RELU, 0.25, true);
        return Stream.concat(SavedGraphs.networks().values().stream(), Stream.of(dropping));
    }

    private static ComputationGraphConfiguration configuration(NetworkSettings network) {
        return AttentionUNet.training(network, LOSS, new NoOp(), 1, BackendChoice.AUTO.resolve())
                .getConfiguration();
    }

    @ParameterizedTest
    @MethodSource("networks")
    void configurationLeadsBackToThePlan(NetworkSettings network) {
        Plan back = PlanGraph.of(configuration(network));
        Plan plan = NetworkPlans.training(network, LOSS);
        assertThat(back.input()).isEqualTo(plan.input());
        // DL4J may compute independent nodes in another order.
        assertThat(back.nodes()).containsExactlyInAnyOrderElementsOf(plan.nodes());
        assertThat(back.output()).isEqualTo(plan.output());
    }

    @ParameterizedTest
    @MethodSource("networks")
    void parametersHaveNamesAndShapesOfThePlan(NetworkSettings network) {
        Map<String, String> found = new LinkedHashMap<>();
        AttentionUNet.training(network, LOSS, new NoOp(), 1, BackendChoice.AUTO.resolve())
                .parameters()
                .forEach((name, values) -> found.put(name, Arrays.toString(values.shape())));
        Map<String, String> expected = new LinkedHashMap<>();
        NetworkPlans.training(network, LOSS)
                .parameters()
                .forEach(parameter -> expected.put(parameter.name(), Arrays.toString(parameter.shape())));
        assertThat(found).containsExactlyInAnyOrderEntriesOf(expected);
    }

    /** Weights Kaiming normal: of many, the mean square is 2 / fan-in. Biases and means 0, variances 1, scales near 1. */
    @Test
    void parametersBeginAsTheirRolesSay() {
        NetworkSettings network = NetworkSettings.reference(1, 2, List.of(16, 32));
        NetworkGraph graph = AttentionUNet.training(network, LOSS, new NoOp(), 1, BackendChoice.AUTO.resolve());
        NetworkPlans.training(network, LOSS).parameters().forEach(parameter -> {
            double[] values =
                    graph.parameters().get(parameter.name()).dup('c').data().asDouble();
            double square = Arrays.stream(values).map(v -> v * v).average().orElseThrow();
            switch (parameter.role()) {
                case WEIGHT -> {
                    // A mean of n squares deviates by √(2 / n) of itself.
                    double deviation = 5 * Math.sqrt(2.0 / values.length);
                    assertThat(square * parameter.fanIn() / 2)
                            .as(parameter.name())
                            .isBetween(1 - deviation, 1 + deviation);
                }
                case SCALE ->
                    assertThat(Arrays.stream(values).map(v -> Math.abs(v - 1))).allMatch(distance -> distance < 0.2);
                case VARIANCE -> assertThat(values).containsOnly(1);
                default -> assertThat(values).containsOnly(0);
            }
        });
        assertThat(ParameterSpec.Role.MEAN.isRunning()).isTrue();
        assertThat(ParameterSpec.Role.SCALE.isRunning()).isFalse();
    }

    @Test
    void graphWithAnotherVertexHasNoPlan() {
        ComputationGraph other = new ComputationGraph(new NeuralNetConfiguration.Builder()
                .graphBuilder()
                .addInputs("input")
                .addVertex("twice", new ScaleVertex(2), "input")
                .setOutputs("twice")
                .setInputTypes(Planned.type(new Shape(1, 1, 4, 4, 4)))
                .build());
        other.init();
        assertThatThrownBy(() -> PlanGraph.of(other.getConfiguration())).hasMessageContaining("twice");
    }
}
