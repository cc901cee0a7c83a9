package org.attunet.model.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.attunet.model.engine.BackendChoice;
import org.attunet.model.loss.LossKind;
import org.attunet.model.loss.LossSettings;
import org.attunet.model.network.Gate;
import org.attunet.model.network.NetworkSettings;
import org.attunet.model.updater.TorchAdam;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.MultiDataSet;
import org.nd4j.linalg.factory.Nd4j;

/** A clone is a network of its own that goes on exactly as the original does. */
class CloneTest {
    static Stream<NetworkSettings> networks() {
        NetworkSettings small = NetworkSettings.reference(1, 2, List.of(2, 3, 4));
        return Stream.of(small, small.withGate(Gate.CONV_MAPPING), NetworkSettings.paper(1, 2, List.of(1, 2, 2, 2, 2)));
    }

    @ParameterizedTest
    @MethodSource("networks")
    void givesTheSameAndGoesOnAlike(NetworkSettings network) {
        Nd4j.getRandom().setSeed(6);
        INDArray image = Nd4j.randn(DataType.FLOAT, 1, 1, 16, 16, 16);
        MultiDataSet data = new MultiDataSet(image, image.gt(0.5).castTo(DataType.FLOAT));
        NetworkGraph graph = AttentionUNet.training(
                network, LossSettings.of(LossKind.DICE), new TorchAdam(1e-2), 9, BackendChoice.AUTO.resolve());
        SavedGraphs.step(graph, data);
        NetworkGraph copy = graph.clone();
        // Adam's first steps differ from its later ones.
        assertThat(copy.getIterationCount())
                .isEqualTo(graph.getIterationCount())
                .isEqualTo(1);
        assertThat(copy.getConfiguration()).isEqualTo(graph.getConfiguration());
        assertThat(copy.infer(image)[0]).isEqualTo(graph.infer(image)[0]);
        INDArray before = graph.params().dup();
        SavedGraphs.step(copy, data);
        assertThat(graph.params()).isEqualTo(before);
        SavedGraphs.step(graph, data);
        assertThat(copy.params()).isEqualTo(graph.params());
        assertThat(copy.score()).isEqualTo(graph.score());
    }
}
