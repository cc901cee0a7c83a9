package org.attunet.model.kernel.cuda;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.attunet.model.execution.DoubleStep;
import org.attunet.model.kernel.Parameter;
import org.attunet.model.kernel.ParameterStore;
import org.attunet.model.network.NetworkSettings;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Whole networks on the device's kernels, compiled for the host: loss and gradients are those of ND4J in double. */
@Tag("cuda-host")
class EmulatedPlanTest {
    @TempDir
    static Path folder;

    private static DeviceSession device;

    @BeforeAll
    static void compile() {
        device = new DeviceSession(new Emulator(Precision.FLOAT, folder));
    }

    /** Parameters of a graph, copied to the device. */
    private record Copied(Map<String, DeviceParameter> byName) implements ParameterStore<DeviceTensor> {
        static Copied of(ComputationGraph graph) {
            Map<String, DeviceParameter> byName = new HashMap<>();
            graph.paramTable().forEach((name, values) -> {
                float[] floats = values.dup('c').ravel().castTo(DataType.FLOAT).toFloatVector();
                long gradient = device.floats(new float[floats.length]);
                byName.put(
                        name,
                        new DeviceParameter(device, device.floats(floats), () -> gradient, floats.length, () -> {}));
            });
            return new Copied(byName);
        }

        @Override
        public Parameter<DeviceTensor> get(String node, String name) {
            return byName.get(node + "_" + name);
        }

        @Override
        public long version() {
            return 1;
        }
    }

    @ParameterizedTest
    @MethodSource("org.attunet.model.execution.ExecutionPlanTest#networks")
    void lossAndGradientsAreThoseOfDoubles(NetworkSettings network) {
        DoubleStep step = DoubleStep.of(network);
        Copied parameters = Copied.of(step.graph());
        double loss = step.plan(new CudaKernels(device), parameters, DataType.FLOAT);

        step.requireLoss(loss, 1e-5);
        step.requireGradients(name -> gradient(parameters.byName().get(name)), 1e-5, 1e-3);
    }

    private static INDArray gradient(DeviceParameter parameter) {
        return Nd4j.createFromArray(device.download(parameter.gradient().address(), parameter.length()));
    }
}
