package org.attunet.model.kernel.cuda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.attunet.model.execution.ExecutionPlan;
import org.attunet.model.graph.AttentionUNet;
import org.attunet.model.graph.CentralDifferences;
import org.attunet.model.graph.PlanGraph;
import org.attunet.model.kernel.Parameter;
import org.attunet.model.kernel.ParameterStore;
import org.attunet.model.kernel.Shape;
import org.attunet.model.loss.LossKind;
import org.attunet.model.loss.LossSettings;
import org.attunet.model.network.NetworkSettings;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.MultiDataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.NoOp;

/** Whole networks on the device's kernels, compiled for the host: loss and gradients are DL4J's in double. */
@Tag("cuda-host")
class EmulatedPlanTest {
    @TempDir
    static Path folder;

    private static Device device;

    @BeforeAll
    static void compile() {
        device = new Device(new Emulator(Precision.FLOAT, folder));
    }

    /** Parameters of a graph, copied to the device. */
    private record Copied(Map<String, DeviceParameter> byName) implements ParameterStore<DeviceTensor> {
        static Copied of(ComputationGraph graph) {
            Map<String, DeviceParameter> byName = new HashMap<>();
            graph.paramTable().forEach((name, values) -> {
                float[] floats = values.dup('c').ravel().castTo(DataType.FLOAT).toFloatVector();
                long gradient = device.floats(new float[floats.length]);
                byName.put(name, new DeviceParameter(device, device.floats(floats), gradient, floats.length));
            });
            return new Copied(byName);
        }

        @Override
        public Parameter<DeviceTensor> get(String node, String name) {
            return byName.get(node + "_" + name);
        }

        @Override
        public long checksum() {
            return 1;
        }
    }

    @ParameterizedTest
    @MethodSource("org.attunet.model.execution.ExecutionPlanTest#networks")
    void lossAndGradientsAreThoseOfTheVertices(NetworkSettings network) {
        ComputationGraph graph =
                AttentionUNet.training(network, LossSettings.of(LossKind.DICE_CE), new NoOp(), 5, DataType.DOUBLE);
        int d = network.divisor();
        MultiDataSet data = CentralDifferences.data(network.inputChannels(), network.classes(), 2 * d, d, 2 * d);
        INDArray x = data.getFeatures(0);
        Copied parameters = Copied.of(graph);
        ExecutionPlan<DeviceTensor> plan = new ExecutionPlan<>(
                PlanGraph.of(graph.getConfiguration()).orElseThrow(),
                new CudaKernels(device),
                parameters,
                Shape.of(x.shape()),
                List.of());
        double loss = plan.train(floats(x), floats(data.getLabels(0)), Optional.empty())
                .loss();

        graph.setInputs(x);
        graph.setLabels(data.getLabels(0));
        graph.computeGradientAndScore();
        assertThat(loss).isCloseTo(graph.score(), within(1e-5));
        graph.gradient().gradientForVariable().forEach((name, expected) -> {
            if (!name.endsWith("_mean") && !name.endsWith("_var")) {
                DeviceParameter own = parameters.byName().get(name);
                INDArray found = Nd4j.createFromArray(device.download(own.gradientAddress(), own.length()))
                        .castTo(DataType.DOUBLE)
                        .reshape('c', expected.shape());
                double largest = expected.amaxNumber().doubleValue();
                assertThat(found.sub(expected).amaxNumber().doubleValue())
                        .as(name)
                        .isLessThan(1e-5 + 1e-3 * largest);
            }
        });
    }

    private static INDArray floats(INDArray array) {
        return array.castTo(DataType.FLOAT).dup('c');
    }
}
