package org.attunet.model.graph;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import org.attunet.model.engine.BackendChoice;
import org.attunet.model.loss.LossKind;
import org.attunet.model.loss.LossSettings;
import org.attunet.model.network.Activation;
import org.attunet.model.network.Gate;
import org.attunet.model.network.NetworkPlans;
import org.attunet.model.network.NetworkSettings;
import org.attunet.model.network.Norm;
import org.attunet.model.updater.TorchAdam;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Against PyTorch's {@code sum(p.numel() for p in model.parameters())} of the original classes at full width. */
class ParameterCountTest {
    private static final List<Integer> BASELINE = List.of(64, 128, 256, 512);
    private static final List<Integer> DEEPER = List.of(64, 128, 256, 512, 1024);

    @ParameterizedTest
    @CsvSource({
        "AttentionUNET, 2, ADDITIVE, False",
        "AttentionUNET, 5, ADDITIVE, False",
        "AttentionUNET, 2, CONV_MAPPING, True",
        "AttentionUNET, 5, CONV_MAPPING, True",
        "DeeperAttentionUNET, 2, ADDITIVE, False",
        "DeeperAttentionUNET, 5, ADDITIVE, False",
        "DeeperAttentionUNET, 2, CONV_MAPPING, True",
        "DeeperAttentionUNET, 5, CONV_MAPPING, True"
    })
    void fullWidthHasThePublishedCountLessTheConvolutionsThatAreNeverUsed(
            String original, int classes, Gate gate, String mapping) throws IOException {
        String name = original + "(in=1,out=" + classes + ",conv_mapping=" + mapping + ")";
        JsonNode counts = new ObjectMapper()
                .readTree(Goldens.file("parameter-counts.json").toFile())
                .path("parameter_counts")
                .path(name);
        List<Integer> widths = original.startsWith("Deeper") ? DEEPER : BASELINE;
        NetworkSettings network = NetworkSettings.reference(1, classes, widths).withGate(gate);
        assertThat(NetworkPlans.parameterCount(network))
                .isEqualTo(counts.path("used").asLong());
    }

    /** Of the original class at its published widths, {@code unet_CT_multi_att_dsv_3D(in_channels=1, n_classes=2)}. */
    @Test
    void paperHasItsPublishedCount() {
        assertThat(NetworkPlans.parameterCount(NetworkSettings.paper(1, 2, List.of(16, 32, 64, 128, 256))))
                .isEqualTo(6_472_784);
    }

    @Test
    void countOfTheSettingsIsThatOfTheGraph() {
        NetworkSettings network = NetworkSettings.reference(2, 3, List.of(3, 5, 7))
                .withGate(Gate.CONV_MAPPING)
                .withBlocks(Norm.GROUP, Activation.LEAKY_RELU, 0.1, true);
        NetworkGraph graph = AttentionUNet.training(
                network, LossSettings.of(LossKind.DICE), new TorchAdam(1e-4), 1, BackendChoice.AUTO.resolve());
        assertThat(NetworkPlans.parameterCount(network))
                .isEqualTo(graph.parameters().values().stream()
                        .mapToLong(INDArray::length)
                        .sum())
                .isEqualTo(graph.params().length());
    }
}
