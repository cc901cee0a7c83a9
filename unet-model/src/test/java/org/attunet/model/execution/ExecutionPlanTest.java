package org.attunet.model.execution;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.attunet.model.kernel.Parameter;
import org.attunet.model.kernel.ParameterStore;
import org.attunet.model.kernel.nd4j.ArrayParameter;
import org.attunet.model.kernel.nd4j.ArrayPool;
import org.attunet.model.kernel.nd4j.Nd4jKernels;
import org.attunet.model.network.Activation;
import org.attunet.model.network.Gate;
import org.attunet.model.network.Head;
import org.attunet.model.network.NetworkSettings;
import org.attunet.model.network.Norm;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

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
        VertexStep step = VertexStep.of(network);
        Arrays parameters = new Arrays(new HashMap<>(), new HashMap<>());
        step.graph().paramTable().forEach((name, values) -> parameters.values().put(name, values.dup('c')));
        double loss = step.plan(new Nd4jKernels(new ArrayPool(DataType.DOUBLE)), parameters, DataType.DOUBLE);

        step.requireLoss(loss, 1e-10);
        step.requireGradients(parameters.gradients()::get, 1e-9, 0);
    }
}
