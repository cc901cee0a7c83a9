package org.attunet.model.execution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.attunet.model.graph.AttentionUNet;
import org.attunet.model.graph.CentralDifferences;
import org.attunet.model.graph.PlanGraph;
import org.attunet.model.kernel.Parameter;
import org.attunet.model.kernel.ParameterStore;
import org.attunet.model.kernel.Shape;
import org.attunet.model.kernel.nd4j.ArrayParameter;
import org.attunet.model.kernel.nd4j.ArrayPool;
import org.attunet.model.kernel.nd4j.Nd4jKernels;
import org.attunet.model.loss.LossKind;
import org.attunet.model.loss.LossSettings;
import org.attunet.model.network.Activation;
import org.attunet.model.network.Gate;
import org.attunet.model.network.Head;
import org.attunet.model.network.NetworkSettings;
import org.attunet.model.network.Norm;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.MultiDataSet;
import org.nd4j.linalg.learning.config.NoOp;

/** The operators are what the SameDiff vertices define, in double: DL4J's own execution of the same graph has the same gradient. */
public class ExecutionPlanTest {
    private static final NetworkSettings SMALL = NetworkSettings.reference(1, 2, List.of(3, 2));

    public static Stream<NetworkSettings> networks() {
        return Stream.of(
                NetworkSettings.reference(2, 3, List.of(3, 4, 2)),
                NetworkSettings.reference(1, 2, List.of(2, 3, 2))
                        .withGate(Gate.CONV_MAPPING)
                        .withHead(Head.LINEAR),
                SMALL.withBlocks(Norm.INSTANCE, Activation.LEAKY_RELU, 0, true),
                SMALL.withBlocks(Norm.GROUP, Activation.RELU, 0, false),
                SMALL.withBlocks(Norm.NONE, Activation.LEAKY_RELU, 0, true),
                NetworkSettings.paper(1, 2, List.of(1, 2, 2, 2, 2)).withGate(Gate.CONV_MAPPING));
    }

    private record Arrays(Map<String, INDArray> values, Map<String, INDArray> gradients)
            implements ParameterStore<INDArray> {
        @Override
        public Parameter<INDArray> get(String node, String name) {
            String key = node + "_" + name;
            return new ArrayParameter(
                    values.get(key),
                    gradients.computeIfAbsent(key, k -> values.get(k).ulike()));
        }

        @Override
        public long checksum() {
            return 0;
        }
    }

    @ParameterizedTest
    @MethodSource("networks")
    void lossAndGradientsAreThoseOfTheVertices(NetworkSettings network) {
        ComputationGraph graph =
                AttentionUNet.training(network, LossSettings.of(LossKind.DICE_CE), new NoOp(), 5, DataType.DOUBLE);
        int d = network.divisor();
        MultiDataSet data = CentralDifferences.data(network.inputChannels(), network.classes(), 2 * d, d, 2 * d);
        Arrays parameters = new Arrays(new HashMap<>(), new HashMap<>());
        graph.paramTable().forEach((name, values) -> parameters.values().put(name, values.dup('c')));
        INDArray x = data.getFeatures(0);
        ExecutionPlan<INDArray> plan = new ExecutionPlan<>(
                PlanGraph.of(graph.getConfiguration()).orElseThrow(),
                new Nd4jKernels(new ArrayPool(DataType.DOUBLE)),
                parameters,
                Shape.of(x.shape()),
                List.of());
        double loss = plan.train(x.dup('c'), data.getLabels(0).dup('c'), Optional.empty())
                .loss();

        graph.setInputs(x);
        graph.setLabels(data.getLabels(0));
        graph.computeGradientAndScore();
        assertThat(loss).isCloseTo(graph.score(), within(1e-10));
        graph.gradient().gradientForVariable().forEach((name, expected) -> {
            if (!name.endsWith("_mean") && !name.endsWith("_var")) {
                INDArray found = parameters.gradients().get(name);
                assertThat(found.sub(expected).amaxNumber().doubleValue())
                        .as(name)
                        .isLessThan(1e-9);
            }
        });
    }
}
