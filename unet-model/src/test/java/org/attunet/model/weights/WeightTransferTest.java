package org.attunet.model.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.attunet.model.engine.BackendChoice;
import org.attunet.model.graph.AttentionUNet;
import org.attunet.model.graph.NetworkGraph;
import org.attunet.model.loss.LossKind;
import org.attunet.model.loss.LossSettings;
import org.attunet.model.network.Activation;
import org.attunet.model.network.Gate;
import org.attunet.model.network.Head;
import org.attunet.model.network.NetworkPlans;
import org.attunet.model.network.NetworkSettings;
import org.attunet.model.network.Norm;
import org.attunet.model.updater.TorchAdam;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.ndarray.INDArray;

class WeightTransferTest {
    private static final NetworkSettings NETWORK = NetworkSettings.reference(1, 2, List.of(2, 3, 4));
    private static final NetworkSettings DEEPER = NetworkSettings.reference(1, 2, List.of(2, 3, 4, 5));

    @TempDir
    Path folder;

    private static NetworkGraph graph(NetworkSettings network, long seed) {
        return AttentionUNet.training(
                network, LossSettings.of(LossKind.DICE), new TorchAdam(1e-4), seed, BackendChoice.AUTO.resolve());
    }

    private static Map<String, Tensor> weights(NetworkSettings network, long seed) {
        Map<String, Tensor> weights = new TreeMap<>();
        graph(network, seed).parameters().forEach((name, values) -> weights.put(name, Tensor.of(values)));
        return weights;
    }

    @Test
    void exportedFolderIsReadBackExactly() {
        List<NetworkSettings> networks = List.of(
                NETWORK,
                NETWORK.withGate(Gate.CONV_MAPPING)
                        .withHead(Head.LINEAR)
                        .withBlocks(Norm.GROUP, Activation.LEAKY_RELU, 0.25, true),
                NetworkSettings.paper(2, 3, List.of(1, 2, 2, 2, 3)));
        for (NetworkSettings network : networks) {
            Path place = folder.resolve("weights" + networks.indexOf(network));
            Map<String, Tensor> source = weights(network, 1);
            WeightFolder.write(source, network, Optional.empty(), place);
            assertThat(WeightSource.network(place, WeightSource.read(place))).isEqualTo(network);
            NetworkGraph target = graph(network, 2);
            WeightTransfer.Report report = WeightTransfer.importAll(WeightSource.read(place), target.parameters());
            assertThat(report.left()).isEmpty();
            assertThat(target.params()).isEqualTo(graph(network, 1).params());
        }
    }

    /** As on a full disk: a folder has the last tensor's name. */
    @Test
    void tensorsOfTwoNetworksNeverPassForOne() throws IOException {
        Map<String, Tensor> first = weights(NETWORK, 1);
        WeightFolder.write(first, NETWORK, Optional.empty(), folder);
        Path last = folder.resolve("weights")
                .resolve(first.keySet().stream().sorted().toList().get(first.size() - 1) + ".npy");
        Files.delete(last);
        Files.createDirectory(last);
        assertThatThrownBy(() -> WeightFolder.write(weights(NETWORK, 2), NETWORK, Optional.empty(), folder))
                .isInstanceOf(WeightsException.class);
        assertThat(folder.resolve("manifest.json")).doesNotExist();
    }

    @Test
    void shapesTellTheNetwork() {
        NetworkSettings network = NETWORK.withGate(Gate.CONV_MAPPING).withHead(Head.LINEAR);
        Path nowhere = folder.resolve("nowhere");
        assertThat(WeightSource.network(nowhere, weights(network, 1))).isEqualTo(network);
        NetworkSettings paper = NetworkSettings.paper(2, 3, List.of(1, 2, 2, 2, 3));
        assertThat(WeightSource.network(nowhere, weights(paper, 1))).isEqualTo(paper);
        assertThatThrownBy(() -> WeightSource.network(nowhere, Map.of()))
                .isInstanceOf(WeightsException.class)
                .hasMessageContaining("bottleneck.conv2.weight");
    }

    @Test
    void everyProblemIsNamedAndNothingIsChanged() {
        Map<String, Tensor> weights = weights(NETWORK, 1);
        weights.remove("encoder2.conv1.weight");
        weights.put("encoder9.conv1.bias", new Tensor(new long[] {1}, new float[1]));
        weights.put("gate1.psi.weight", new Tensor(new long[] {1, 7, 1, 1, 1}, new float[7]));
        weights.get("decoder1.bn1.running_var").values()[1] = Float.NaN;
        NetworkGraph target = graph(NETWORK, 2);
        INDArray before = target.params().dup();
        assertThatThrownBy(() -> WeightTransfer.importAll(weights, target.parameters()))
                .isInstanceOf(WeightsException.class)
                .hasMessageContaining("missing encoder2.conv1.weight [3, 2, 3, 3, 3]")
                .hasMessageContaining("surplus encoder9.conv1.bias [1]")
                .hasMessageContaining("gate1.psi.weight: expected [1, 2, 1, 1, 1], found [1, 7, 1, 1, 1]")
                .hasMessageContaining("decoder1.bn1.running_var holds NaN at position 1");
        assertThat(target.params()).isEqualTo(before);
    }

    @Test
    void bottleneckBecomesTheEncoderBlockOfItsLevel() {
        Map<String, Tensor> weights = weights(NETWORK, 1);
        NetworkGraph target = graph(DEEPER, 2);
        WeightTransfer.Report report = WeightTransfer.importFitting(weights, target.parameters());
        assertThat(report.left()).isEmpty();
        assertThat(report.mismatched()).isEmpty();
        assertThat(report.moved()).hasSize(12).contains("bottleneck.conv1.weight → encoder3.conv1.weight");
        assertThat(report.untouched())
                .isNotEmpty()
                .allMatch(name -> name.matches("(bottleneck|gate3|decoder3|ds3)\\..*"));
        assertThat(Tensor.of(target.parameters().get("encoder3.conv2.weight")).values())
                .containsExactly(weights.get("bottleneck.conv2.weight").values());
        assertThat(report.text()).contains("tensors carried over").contains("12 moved to another level");
    }

    @Test
    void encoderBlockBecomesTheBottleneckOfAShallowerNetwork() {
        Map<String, Tensor> weights = weights(DEEPER, 1);
        NetworkGraph target = graph(NETWORK, 2);
        WeightTransfer.Report report = WeightTransfer.importFitting(weights, target.parameters());
        assertThat(report.untouched()).isEmpty();
        assertThat(report.moved()).hasSize(12).contains("encoder3.bn2.running_var → bottleneck.bn2.running_var");
        assertThat(report.left())
                .isNotEmpty()
                .allMatch(name -> name.matches("level4 bottleneck\\..*|(gate3|decoder3|ds3)\\..*"));
    }

    @Test
    void otherClassesKeepAllButTheLastBlockAndTheHeads() {
        NetworkGraph target = graph(NetworkSettings.reference(1, 5, List.of(2, 3, 4)), 2);
        WeightTransfer.Report report = WeightTransfer.importFitting(weights(NETWORK, 1), target.parameters());
        assertThat(report.untouched()).isEmpty();
        assertThat(report.mismatched())
                .allMatch(line -> line.matches("(decoder1|ds2)\\..*"))
                .contains("ds2.conv.weight: expected [5, 3, 1, 1, 1], found [2, 3, 1, 1, 1]");
    }

    @Test
    void fittingWeightsWithNaNAreRefused() {
        Map<String, Tensor> weights = weights(NETWORK, 1);
        weights.get("encoder1.conv1.weight").values()[5] = Float.POSITIVE_INFINITY;
        assertThatThrownBy(() ->
                        WeightTransfer.importFitting(weights, graph(DEEPER, 1).parameters()))
                .isInstanceOf(WeightsException.class)
                .hasMessageContaining("encoder1.conv1.weight holds Infinity at position 5");
    }

    @Test
    void negativeRunningVariancesAreRefused() {
        Map<String, Tensor> weights = weights(NETWORK, 1);
        weights.get("encoder2.bn1.running_var").values()[2] = -0.5f;
        assertThatThrownBy(() ->
                        WeightTransfer.importAll(weights, graph(NETWORK, 1).parameters()))
                .isInstanceOf(WeightsException.class)
                .hasMessageContaining("encoder2.bn1.running_var holds -0.5 at position 2");
    }

    @Test
    void supervisedHeadsMayBeLeftOverAtInference() {
        WeightTransfer.Report report = WeightTransfer.check(weights(NETWORK, 1), NetworkPlans.inference(NETWORK));
        assertThat(report.left()).containsExactly("ds2.conv.bias", "ds2.conv.weight");
    }
}
