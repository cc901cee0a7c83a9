package org.attunet.model.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.attunet.model.engine.Backend;
import org.attunet.model.engine.Nd4jBackend;
import org.attunet.model.engine.OneDnnBackend;
import org.attunet.model.loss.LossKind;
import org.attunet.model.loss.LossSettings;
import org.attunet.model.network.Activation;
import org.attunet.model.network.Gate;
import org.attunet.model.network.Head;
import org.attunet.model.network.NetworkSettings;
import org.attunet.model.network.Norm;
import org.attunet.model.updater.TorchAdam;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.deeplearning4j.util.CrashReportingUtil;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.MultiDataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.ops.transforms.Transforms;

/** The two engines give the same numbers, up to the rounding of sums in another order. */
class NetworkGraphTest {
    private static final NetworkSettings SMALL = NetworkSettings.reference(1, 2, List.of(3, 4));

    /** Weights that are laid out and kept for inference. */
    private static final String ONE = "encoder1.conv1_W";

    private static final Backend ONEDNN = new OneDnnBackend();
    private static final Backend ND4J = new Nd4jBackend(DataType.FLOAT);

    static Stream<Backend> backends() {
        return Stream.of(ONEDNN, ND4J);
    }

    /** Also two wide enough for logits' own convolution, and several input channels. */
    static Stream<NetworkSettings> networks() {
        return Stream.of(
                NetworkSettings.reference(2, 3, List.of(16, 8, 4)),
                NetworkSettings.reference(1, 2, List.of(12, 6)),
                NetworkSettings.reference(1, 4, List.of(3, 5, 2))
                        .withGate(Gate.CONV_MAPPING)
                        .withHead(Head.LINEAR),
                SMALL.withBlocks(Norm.INSTANCE, Activation.LEAKY_RELU, 0, true),
                SMALL.withBlocks(Norm.GROUP, Activation.RELU, 0, false),
                SMALL.withBlocks(Norm.NONE, Activation.LEAKY_RELU, 0, true),
                NetworkSettings.paper(2, 3, List.of(1, 2, 3, 2, 3)).withGate(Gate.CONV_MAPPING));
    }

    private static NetworkGraph graph(NetworkSettings network, Backend backend) {
        return AttentionUNet.training(network, LossSettings.of(LossKind.DICE_CE), new TorchAdam(1e-3), 5, backend);
    }

    private static INDArray image(NetworkSettings network) {
        Nd4j.getRandom().setSeed(3);
        long d = network.divisor();
        return Nd4j.randn(DataType.FLOAT, 2, (long) network.inputChannels(), 2 * d, d, 3 * d);
    }

    private static INDArray labels(NetworkSettings network) {
        long d = network.divisor();
        return Transforms.floor(Nd4j.rand(DataType.FLOAT, 2, 1, 2 * d, d, 3 * d).muli(network.classes()));
    }

    @ParameterizedTest
    @MethodSource("networks")
    void lossGradientStatisticsAndOutputAgree(NetworkSettings network) {
        NetworkGraph fast = graph(network, ONEDNN);
        NetworkGraph slow = graph(network, ND4J);
        INDArray image = image(network);
        INDArray labels = labels(network);
        for (NetworkGraph graph : List.of(fast, slow)) {
            graph.differentiate(image, labels);
        }
        assertThat(Math.abs(fast.score() - slow.score())).isLessThan(1e-5);
        slow.gradient().gradientForVariable().forEach((name, expected) -> {
            INDArray found = fast.gradient().getGradientFor(name);
            double size = Math.max(1e-2, expected.amaxNumber().doubleValue());
            assertThat(found.sub(expected).amaxNumber().doubleValue() / size)
                    .as(name)
                    .isLessThan(1e-3);
        });
        assertThat(fast.params().sub(slow.params()).amaxNumber().doubleValue()).isLessThan(1e-5);
        assertThat(fast.infer(image)[0].sub(slow.infer(image)[0]).amaxNumber().doubleValue())
                .isLessThan(1e-4);
    }

    /** What DL4J's own optimiser makes of the same gradient; the updater's state and the count of steps are as it leaves them. */
    @ParameterizedTest
    @MethodSource("backends")
    void aStepIsThatOfDl4jsOwnUpdater(Backend backend) {
        NetworkGraph own = graph(SMALL, backend);
        NetworkGraph updated = graph(SMALL, backend);
        for (int step = 0; step < 3; step++) {
            own.differentiate(image(SMALL), labels(SMALL));
            own.step(1e-3);
            updated.differentiate(image(SMALL), labels(SMALL));
            updated.getUpdater().update(updated.gradient(), step, 0, 2, LayerWorkspaceMgr.noWorkspaces());
            updated.params().subi(updated.gradient().gradient());
        }
        assertThat(own.params()).isEqualTo(updated.params());
        assertThat(own.getUpdater().getUpdaterStateViewArray())
                .isEqualTo(updated.getUpdater().getUpdaterStateViewArray());
        assertThat(own.getIterationCount()).isEqualTo(3);
    }

    @Test
    void layersDoNotRunOneByOne() {
        NetworkGraph graph = graph(SMALL, ONEDNN);
        INDArray image = image(SMALL);
        assertThatThrownBy(() -> graph.outputSingle(image)).hasMessageContaining("as a whole");
    }

    /** Parameters move alike, but for what Adam makes of gradients that are zero up to rounding. */
    @ParameterizedTest
    @MethodSource("networks")
    void lossesFallAlikeOverAFewSteps(NetworkSettings network) {
        MultiDataSet data = new MultiDataSet(image(network), labels(network));
        NetworkGraph fast = graph(network, ONEDNN);
        NetworkGraph slow = graph(network, ND4J);
        for (int step = 0; step < 3; step++) {
            for (NetworkGraph graph : List.of(fast, slow)) {
                graph.differentiate(data.getFeatures(0), data.getLabels(0));
                graph.step(1e-3);
            }
            assertThat(Math.abs(fast.score() - slow.score())).as("step " + step).isLessThan(2e-3);
        }
    }

    /** With one seed both sides of the difference drop the same values; the step is short for the kinks of the ReLUs. */
    @ParameterizedTest
    @MethodSource("backends")
    void dropoutsGradientIsThatOfItsLoss(Backend backend) {
        NetworkSettings network = SMALL.withHead(Head.LINEAR).withBlocks(Norm.BATCH, Activation.LEAKY_RELU, 0.3, true);
        NetworkGraph graph = graph(network, backend);
        MultiDataSet data = new MultiDataSet(image(network), labels(network));
        loss(graph, data);
        Gradient gradients = graph.gradient();
        gradients.gradientForVariable().forEach((name, gradient) -> {
            if (isRunningStatistic(name)) {
                gradient.assign(0);
            }
        });
        INDArray gradient = gradients.gradient().dup();
        double length = gradient.norm2Number().doubleValue();
        double step = 1e-3;
        INDArray way = gradient.mul(step / length).reshape(graph.params().shape());
        graph.params().addi(way);
        double above = loss(graph, data);
        graph.params().subi(way.mul(2));
        double below = loss(graph, data);
        assertThat((above - below) / (2 * step) / length).isCloseTo(1, within(0.02));
    }

    /** DL4J carries the movement of batch norm's running statistics among the gradients; no loss depends on them. */
    private static boolean isRunningStatistic(String name) {
        return name.endsWith("_mean") || name.endsWith("_var");
    }

    private static double loss(NetworkGraph graph, MultiDataSet data) {
        Nd4j.getRandom().setSeed(4);
        return graph.differentiate(data.getFeatures(0), data.getLabels(0)).loss();
    }

    @Test
    void anInferenceSeesParametersThatChangedInPlace() {
        NetworkGraph graph = graph(SMALL, ONEDNN);
        INDArray image = image(SMALL);
        INDArray before = graph.infer(image)[0];
        graph.getParam("encoder1.conv1_W").muli(-1);
        INDArray after = graph.infer(image)[0];
        assertThat(after.sub(before).amaxNumber().doubleValue()).isGreaterThan(1e-3);
        graph.getParam("encoder1.conv1_W").muli(-1);
        assertThat(graph.infer(image)[0]).isEqualTo(before);
    }

    /**
     * Copies parameters, the weights of one convolution times a factor, and writes the copies when it is run: nothing is asked for in
     * between. What is kept of the other parameters is no copy, so that these would be seen in any case.
     */
    private interface Writer {
        Runnable prepared(NetworkGraph graph, double factor);
    }

    private static <T> T multiplied(NetworkGraph graph, double factor, Supplier<T> copy) {
        graph.getParam(ONE).muli(factor);
        T copied = copy.get();
        graph.getParam(ONE).muli(1 / factor);
        return copied;
    }

    private static Map<String, INDArray> copies(Map<String, INDArray> parameters) {
        Map<String, INDArray> copies = new HashMap<>();
        parameters.forEach((name, values) -> copies.put(name, values.dup()));
        return copies;
    }

    /** Every other way in which DL4J lets parameters be written. */
    static Stream<Arguments> writers() {
        return Stream.of(
                writer("params", (graph, factor) -> {
                    INDArray values =
                            multiplied(graph, factor, () -> graph.params().dup());
                    return () -> graph.params().assign(values);
                }),
                writer("parameters", (graph, factor) -> {
                    Map<String, INDArray> values = multiplied(graph, factor, () -> copies(graph.parameters()));
                    return () -> graph.parameters().forEach((name, array) -> array.assign(values.get(name)));
                }),
                writer("paramTable", (graph, factor) -> {
                    INDArray values = graph.getParam(ONE).mul(factor);
                    return () -> graph.paramTable().get(ONE).assign(values);
                }),
                writer("paramTable of the trained alone", (graph, factor) -> {
                    INDArray values = graph.getParam(ONE).mul(factor);
                    return () -> graph.paramTable(true).get(ONE).assign(values);
                }),
                writer("setParam", (graph, factor) -> {
                    INDArray values = graph.getParam(ONE).mul(factor);
                    return () -> graph.setParam(ONE, values);
                }),
                writer("setParams", (graph, factor) -> {
                    INDArray values =
                            multiplied(graph, factor, () -> graph.params().dup());
                    return () -> graph.setParams(values);
                }),
                writer("setParamTable", (graph, factor) -> {
                    Map<String, INDArray> values = multiplied(graph, factor, () -> copies(graph.paramTable()));
                    return () -> graph.setParamTable(values);
                }));
    }

    private static Arguments writer(String way, Writer writer) {
        return Arguments.of(way, writer);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("writers")
    void anInferenceSeesParametersThatWereWritten(String way, Writer writer) {
        NetworkGraph graph = graph(SMALL, ONEDNN);
        INDArray image = image(SMALL);
        graph.infer(image); // begins to execute: from here on it is watched who may have written
        Runnable doubled = writer.prepared(graph, 2);
        Runnable asBefore = writer.prepared(graph, 1);
        INDArray before = graph.infer(image)[0];
        doubled.run();
        INDArray after = graph.infer(image)[0];
        assertThat(after.sub(before).amaxNumber().doubleValue()).isGreaterThan(1e-3);
        asBefore.run();
        assertThat(graph.infer(image)[0]).isEqualTo(before);
    }

    @Test
    void anInferenceSeesParametersThatWereTrained() {
        NetworkGraph graph = graph(SMALL, ONEDNN);
        INDArray image = image(SMALL);
        INDArray before = graph.infer(image)[0];
        graph.differentiate(image, labels(SMALL));
        INDArray moved = graph.infer(image)[0];
        assertThat(moved).as("running statistics").isNotEqualTo(before);
        graph.step(1e-3);
        INDArray after = graph.infer(image)[0];
        assertThat(after).isNotEqualTo(moved);
        graph.parameterVector().scale(2);
        assertThat(graph.infer(image)[0]).isNotEqualTo(after);
    }

    @Test
    void dropoutKeepsItsShareAndRepeatsWithItsSeed() {
        NetworkSettings network = SMALL.withBlocks(Norm.BATCH, Activation.RELU, 0.5, false);
        double[] scores = new double[3];
        for (int n = 0; n < scores.length; n++) {
            NetworkGraph graph = graph(network, ONEDNN);
            INDArray image = image(network);
            INDArray labels = labels(network);
            Nd4j.getRandom().setSeed(n / 2 + 1);
            scores[n] = graph.differentiate(image, labels).loss();
        }
        assertThat(scores[1]).isEqualTo(scores[0]).isNotEqualTo(scores[2]);
    }

    /** DL4J writes a file about machine and network where a step runs out of memory, into the working folder by default. */
    @Test
    void runningOutOfMemoryLeavesNoFile(@TempDir Path folder) {
        NetworkGraph graph = graph(SMALL, ND4J);
        CrashReportingUtil.crashDumpOutputDirectory(folder.toFile());
        try {
            CrashReportingUtil.writeMemoryCrashDump(graph, new OutOfMemoryError());
        } finally {
            CrashReportingUtil.crashDumpOutputDirectory(null);
        }
        assertThat(folder).isEmptyDirectory();
    }
}
