package org.attunet.model.kernel.cuda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withPrecision;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.attunet.model.engine.Backend;
import org.attunet.model.engine.Nd4jBackend;
import org.attunet.model.execution.Score;
import org.attunet.model.graph.AttentionUNet;
import org.attunet.model.graph.NetworkGraph;
import org.attunet.model.kernel.ArrayVector;
import org.attunet.model.kernel.KernelSet;
import org.attunet.model.kernel.ParameterVector;
import org.attunet.model.loss.LossKind;
import org.attunet.model.loss.LossSettings;
import org.attunet.model.network.Activation;
import org.attunet.model.network.NetworkSettings;
import org.attunet.model.network.Norm;
import org.attunet.model.updater.TorchAdam;
import org.deeplearning4j.optimize.api.BaseTrainingListener;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Steps of training where the parameters live on a device: they are the steps of the host, and DL4J sees what came of them. */
@Tag("cuda-host")
class EmulatedTrainingTest {
    private static final NetworkSettings NETWORK = NetworkSettings.reference(1, 2, List.of(3, 4, 8));
    private static final INDArray PATCHES = Nd4j.rand(DataType.FLOAT, 2, 1, 8, 8, 8);
    private static final INDArray LABELS = PATCHES.gt(0.7).castTo(DataType.FLOAT);

    @TempDir
    static Path folder;

    private static Emulator driver;

    @BeforeAll
    static void compile() {
        driver = new Emulator(Precision.FLOAT, folder);
    }

    private static NetworkGraph network(Backend backend) {
        return AttentionUNet.training(NETWORK, LossSettings.of(LossKind.DICE_CE), new TorchAdam(1e-3), 5, backend);
    }

    private static NetworkGraph onDevice() {
        return network(new EmulatedBackend(driver));
    }

    private static double step(NetworkGraph graph) {
        Score score = graph.differentiate(PATCHES, LABELS);
        ParameterVector gradient = graph.gradientVector();
        gradient.scale(1 / (1 + gradient.norm()));
        gradient.addProduct(graph.parameterVector(), graph.parameterVector());
        graph.step(1e-3);
        return score.loss();
    }

    /** Arrays themselves count as equal where they differ by less than 1e-5. */
    private static float[] numbers(INDArray array) {
        return array.ravel().toFloatVector();
    }

    private static void requireClose(INDArray found, INDArray expected, double tolerance) {
        assertThat(found.sub(expected).amaxNumber().doubleValue()).isLessThan(tolerance);
    }

    /** A bias before a batch norm has no gradient but rounding, by which Adam moves it a whole rate: 5 steps of 1e-3 either way. */
    @Test
    void parametersAndMomentsAreThoseOfTheHost() {
        NetworkGraph device = onDevice();
        NetworkGraph host = network(new Nd4jBackend(DataType.FLOAT));
        // Before any step: a step leaves of the gradient what Adam made of it, the rounding too.
        device.differentiate(PATCHES, LABELS);
        host.differentiate(PATCHES, LABELS);
        requireClose(device.gradient().gradient(), host.gradient().gradient(), 1e-4);
        for (int n = 0; n < 5; n++) {
            assertThat(step(device)).isCloseTo(step(host), within(1e-4));
        }
        requireClose(device.params(), host.params(), 1.1e-2);
        requireClose(
                device.getUpdater().getUpdaterStateViewArray(),
                host.getUpdater().getUpdaterStateViewArray(),
                1e-3);
    }

    @Test
    void stepsGoOnFromWhatAnotherDeviceWrote() {
        NetworkGraph straight = onDevice();
        NetworkGraph resumed = onDevice();
        step(straight);
        step(resumed);
        NetworkGraph other = onDevice();
        step(other); // a device that has state of its own already
        other.params().assign(resumed.params());
        other.getUpdater()
                .getUpdaterStateViewArray()
                .assign(resumed.getUpdater().getUpdaterStateViewArray());
        other.getConfiguration().setIterationCount(1);
        step(straight);
        step(other);
        assertThat(numbers(other.params())).containsExactly(numbers(straight.params()));
    }

    private static NetworkGraph dropping(Backend backend) {
        return AttentionUNet.training(
                NETWORK.withBlocks(Norm.BATCH, Activation.RELU, 0.3, false),
                LossSettings.of(LossKind.DICE_CE),
                new TorchAdam(1e-3),
                5,
                backend);
    }

    /** Keeps what its networks use of the device. */
    private record Watched(List<DeviceSession> sessions) implements Backend {
        @Override
        public DataType type() {
            return DataType.FLOAT;
        }

        @Override
        public KernelSet<?> kernels() {
            sessions.add(new DeviceSession(driver));
            CudaKernels kernels = new CudaKernels(sessions.get(sessions.size() - 1));
            return new KernelSet<>(kernels, type(), kernels::parameters);
        }
    }

    /** What is launched one by one is so because somebody looks at its predictions. Memory that is taken in between stays as it is. */
    @Test
    void replayedStepsAreLaunchedStepsToTheLastBit() {
        Watched watched = new Watched(new ArrayList<>());
        NetworkGraph replayed = dropping(watched);
        NetworkGraph launched = dropping(new EmulatedBackend(driver));
        launched.addListeners(new BaseTrainingListener() {});
        int before = driver.plays;
        Map<Long, float[]> taken = new HashMap<>();
        for (int n = 0; n < 5; n++) {
            INDArray patches = Nd4j.rand(DataType.FLOAT, PATCHES.shape());
            double loss = step(replayed, patches, n);
            assertThat(loss).isEqualTo(step(launched, patches, n));
            if (n == 1) {
                taken.putAll(taken(watched.sessions().get(0)));
            }
        }
        assertThat(driver.plays - before).isEqualTo(4);
        assertThat(numbers(replayed.params())).containsExactly(numbers(launched.params()));
        assertThat(numbers(replayed.gradient().gradient()))
                .containsExactly(numbers(launched.gradient().gradient()));
        taken.forEach((address, values) -> assertThat(watched.sessions().get(0).download(address, values.length))
                .containsExactly(values));
    }

    private static double step(NetworkGraph graph, INDArray patches, int number) {
        Nd4j.getRandom().setSeed(number + 1L);
        Score score = graph.differentiate(patches, LABELS);
        graph.gradientVector().clip(1);
        graph.step(1e-3);
        return score.loss();
    }

    /** Memory of many sizes, with numbers in it. */
    private static Map<Long, float[]> taken(DeviceSession device) {
        Map<Long, float[]> taken = new HashMap<>();
        for (int length = 1; length < 1 << 18; length *= 2) {
            for (int n = 0; n < 4; n++) {
                float[] values = random(length + n, length);
                taken.put(device.floats(values), values);
            }
        }
        return taken;
    }

    @Test
    void inferenceSeesParametersThatWereWrittenOnTheHost() {
        NetworkGraph graph = AttentionUNet.inference(NETWORK, new EmulatedBackend(driver));
        float[] before = numbers(graph.infer(PATCHES)[0]);
        graph.params().muli(0.5);
        assertThat(numbers(graph.infer(PATCHES)[0])).isNotEqualTo(before);
        graph.params().muli(2);
        assertThat(numbers(graph.infer(PATCHES)[0])).containsExactly(before);
    }

    @Test
    void vectorsHoldWhatThoseOfTheHostHold() {
        DeviceVector device = (DeviceVector) onDevice().parameterVector();
        float[] a = random(1, (int) device.length());
        float[] b = random(2, (int) device.length());
        ParameterVector host = new ArrayVector(Nd4j.createFromArray(a));
        assertThat(computed(device, a, b)).containsExactly(computed(host, a, b), withPrecision(1e-5f));
        assertThat(device.of(a).norm()).isCloseTo(host.norm(), within(1e-4));
        for (double largest : new double[] {0, 1, 1e6}) {
            ParameterVector clipped = device.of(a);
            assertThat(clipped.clip(largest).getAsDouble()).isCloseTo(host.norm(), within(1e-4));
            assertThat(clipped.norm()).isCloseTo(largest == 1 ? 1 : host.norm(), within(1e-4));
        }
        float[] none = a.clone();
        none[17] = Float.NaN;
        assertThat(device.of(none).isFinite()).isFalse();
        assertThat(device.of(none).clip(1).getAsDouble()).isNaN();
        assertThat(device.of(a).isFinite()).isTrue();
    }

    private static float[] random(long seed, int length) {
        Random random = new Random(seed);
        float[] values = new float[length];
        for (int n = 0; n < values.length; n++) {
            values[n] = (float) random.nextGaussian();
        }
        return values;
    }

    private static float[] computed(ParameterVector place, float[] a, float[] b) {
        ParameterVector x = place.of(a);
        ParameterVector y = place.of(b);
        x.scale(0.3);
        x.add(-1.7, y);
        x.multiply(y);
        x.addProduct(y, y);
        ParameterVector average = x.copy();
        average.approach(0.25, y);
        x.assign(average);
        if (x instanceof ArrayVector vector) {
            return vector.array().toFloatVector();
        }
        DeviceVector vector = (DeviceVector) x;
        return vector.device().download(vector.address(), (int) vector.length());
    }
}
