package org.attunet.model.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.attunet.model.engine.BackendChoice;
import org.attunet.model.loss.LossKind;
import org.attunet.model.loss.LossSettings;
import org.attunet.model.network.Activation;
import org.attunet.model.network.Gate;
import org.attunet.model.network.Head;
import org.attunet.model.network.NetworkSettings;
import org.attunet.model.network.Norm;
import org.attunet.model.updater.TorchAdam;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.util.ModelSerializer;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.MultiDataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.NoOp;
import org.nd4j.linalg.schedule.ScheduleType;
import org.nd4j.linalg.schedule.StepSchedule;

/** DL4J's own files, JSON and clones hold all there is to these networks: what goes on from them goes on exactly. */
class PersistenceTest {
    @TempDir
    Path folder;

    static Stream<NetworkSettings> networks() {
        NetworkSettings small = NetworkSettings.reference(1, 2, List.of(2, 3, 4));
        return Stream.of(
                small,
                small.withGate(Gate.CONV_MAPPING)
                        .withHead(Head.LINEAR)
                        .withBlocks(Norm.GROUP, Activation.LEAKY_RELU, 0, true),
                NetworkSettings.paper(1, 2, List.of(1, 2, 2, 2, 2)));
    }

    private static NetworkGraph trained(NetworkSettings network) {
        LossSettings loss = new LossSettings(LossKind.DICE_CE, 0.5, 2, List.of(1.0, 3.0));
        TorchAdam adam = new TorchAdam(new StepSchedule(ScheduleType.ITERATION, 1e-2, 0.5, 2));
        NetworkGraph graph = AttentionUNet.training(network, loss, adam, 9, BackendChoice.AUTO.resolve());
        SavedGraphs.step(graph, data());
        SavedGraphs.step(graph, data());
        return graph;
    }

    private static MultiDataSet data() {
        Nd4j.getRandom().setSeed(6);
        INDArray image = Nd4j.randn(DataType.FLOAT, 1, 1, 16, 16, 16);
        return new MultiDataSet(image, image.gt(0.5).castTo(DataType.FLOAT));
    }

    /** Same output now, same parameters and updater state after another step. */
    private static void goesOnAlike(NetworkGraph original, NetworkGraph copy) {
        INDArray image = data().getFeatures(0);
        assertThat(copy.infer(image)[0]).isEqualTo(original.infer(image)[0]);
        SavedGraphs.step(original, data());
        SavedGraphs.step(copy, data());
        assertThat(copy.params()).isEqualTo(original.params());
        assertThat(copy.getUpdater().getUpdaterStateViewArray())
                .isEqualTo(original.getUpdater().getUpdaterStateViewArray());
        assertThat(copy.score()).isEqualTo(original.score());
    }

    @ParameterizedTest
    @MethodSource("networks")
    void savedAndLoadedWithUpdaterState(NetworkSettings network) throws IOException {
        NetworkGraph graph = trained(network);
        File file = folder.resolve("model.zip").toFile();
        ModelSerializer.writeModel(graph, file, true);
        NetworkGraph loaded = SavedGraph.read(file.toPath(), BackendChoice.AUTO.resolve());
        assertThat(loaded.getConfiguration()).isEqualTo(graph.getConfiguration());
        assertThat(loaded.getIterationCount()).isEqualTo(2);
        goesOnAlike(graph, loaded);
    }

    @ParameterizedTest
    @MethodSource("networks")
    void configurationSurvivesJson(NetworkSettings network) {
        ComputationGraphConfiguration configuration = AttentionUNet.trainingConfiguration(
                network, LossSettings.of(LossKind.PAPER_DICE), new TorchAdam(1e-4), 5, DataType.FLOAT);
        String json = configuration.toJson();
        ComputationGraphConfiguration read = ComputationGraphConfiguration.fromJson(json);
        assertThat(read).isEqualTo(configuration);
        assertThat(read.toJson()).isEqualTo(json);
        ComputationGraphConfiguration other = AttentionUNet.trainingConfiguration(
                network, LossSettings.of(LossKind.DICE), new NoOp(), 5, DataType.FLOAT);
        assertThat(other).isNotEqualTo(configuration);
    }
}
