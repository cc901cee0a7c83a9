package org.attunet.model.execution;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.attunet.model.kernel.KernelSets;
import org.attunet.model.loss.LossKind;
import org.attunet.model.loss.LossPlan;
import org.attunet.model.loss.LossSettings;
import org.attunet.model.network.Activation;
import org.attunet.model.network.Gate;
import org.attunet.model.network.Head;
import org.attunet.model.network.NetworkPlans;
import org.attunet.model.network.NetworkSettings;
import org.attunet.model.network.Norm;
import org.attunet.model.network.Operation;
import org.attunet.model.network.Plan;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.dataset.MultiDataSet;

/**
 * Every operator against central differences in double. Each examined one has convolutions before it, whose gradients are its gradients
 * by its inputs.
 */
class GradientTest {
    private static Plan.Node node(String name, Operation operation, String... inputs) {
        return new Plan.Node(name, operation, List.of(inputs));
    }

    private static Plan.Node point(String name, String input, int in, int out) {
        return node(name, new Operation.ConvBlock(in, out, 1, Norm.NONE, Activation.IDENTITY), input);
    }

    private static Plan.Node half(String name, String input) {
        return node(name, new Operation.MaxPool(), input);
    }

    /** Ends in Dice and cross entropy over {@code classes} channels of each prediction. */
    private static void hold(MultiDataSet data, int classes, int predictions, int entries, Plan.Node... nodes) {
        LossSettings settings = new LossSettings(LossKind.DICE_CE, 0.7, 1.3, List.of());
        hold(data, LossPlan.of(settings, classes, predictions), entries, nodes);
    }

    private static void hold(MultiDataSet data, LossPlan loss, int entries, Plan.Node... nodes) {
        List<Plan.Node> all = new ArrayList<>(List.of(nodes));
        all.add(node("loss", new Operation.Loss(loss), nodes[nodes.length - 1].name()));
        hold(data, new Plan("input", all), entries);
    }

    private static void hold(MultiDataSet data, Plan plan, int entries) {
        SmallNetwork network = new SmallNetwork(KernelSets.nd4j(DataType.DOUBLE), plan);
        assertThat(CentralDifferences.deviations(network, data, entries))
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
        hold(
                CentralDifferences.data(1, 3, 3, 2, 4),
                3,
                1,
                5,
                point("before", "input", 1, 2),
                node("unit", new Operation.ConvBlock(2, 12, 3, norm, activation), "before"),
                point("after", "unit", 12, 3));
    }

    @ParameterizedTest
    @CsvSource({"ADDITIVE, 1", "ADDITIVE, 2", "CONV_MAPPING, 1", "CONV_MAPPING, 2"})
    void attentionGateAndGatedConcatenation(Gate kind, int kernel) {
        hold(
                CentralDifferences.data(1, 2, 4, 2, 6),
                2,
                1,
                6,
                point("skip", "input", 1, 3),
                half("half", "input"),
                point("gating", "half", 1, 4),
                node("gate", new Operation.AttentionGate(3, 4, kernel, kind), "skip", "gating"),
                node("join", new Operation.UpsampleConcat(true, List.of(1, 2)), "skip", "gate", "gating"),
                point("after", "join", 7, 2));
    }

    @Test
    void concatenationOfEnlargedInputs() {
        hold(
                CentralDifferences.data(1, 2, 4, 8, 4),
                2,
                1,
                6,
                point("full", "input", 1, 2),
                half("half", "input"),
                point("second", "half", 1, 3),
                half("quarter", "half"),
                point("third", "quarter", 1, 1),
                node("join", new Operation.UpsampleConcat(false, List.of(1, 2, 4)), "full", "second", "third"),
                point("after", "join", 6, 2));
    }

    @Test
    void deepSupervisionStackUnderItsWeightedLoss() {
        hold(
                CentralDifferences.data(1, 3, 4, 8, 4),
                3,
                3,
                6,
                point("top", "input", 1, 3),
                half("half", "input"),
                point("second", "half", 1, 4),
                half("quarter", "half"),
                point("third", "quarter", 1, 5),
                node("ds", new Operation.Heads(3, List.of(4, 5)), "top", "second", "third"));
    }

    @ParameterizedTest
    @EnumSource(LossKind.class)
    void lossesWithWeightsOfClassesAndParts(LossKind kind) {
        LossSettings settings = new LossSettings(kind, 1.5, 0.5, List.of(0.2, 1.0, 3.0));
        hold(CentralDifferences.data(1, 3, 3, 4, 5), LossPlan.of(settings, 3, 2), 6, point("logits", "input", 1, 6));
    }

    @Test
    void residualBlocksOfAWholeNetwork() {
        NetworkSettings network = NetworkSettings.reference(1, 2, List.of(2, 3))
                .withHead(Head.LINEAR)
                .withBlocks(Norm.INSTANCE, Activation.LEAKY_RELU, 0, true);
        hold(
                CentralDifferences.data(1, 2, 4, 4, 2),
                NetworkPlans.training(network, LossSettings.of(LossKind.DICE_CE)),
                2);
    }
}
