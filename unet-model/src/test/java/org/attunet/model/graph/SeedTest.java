package org.attunet.model.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.attunet.model.engine.BackendChoice;
import org.attunet.model.loss.LossKind;
import org.attunet.model.loss.LossSettings;
import org.attunet.model.network.NetworkSettings;
import org.attunet.model.updater.TorchAdam;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.factory.Nd4j;

class SeedTest {
    private static ComputationGraph graph(long seed) {
        return AttentionUNet.training(
                NetworkSettings.reference(1, 2, List.of(4, 6, 8)),
                LossSettings.of(LossKind.DICE),
                new TorchAdam(1e-3),
                seed,
                BackendChoice.AUTO.resolve());
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 3})
    void weightsAreAFunctionOfTheSeedWhateverWasDrawnBefore(long seed) {
        ComputationGraph first = graph(seed);
        Nd4j.rand(100);

        assertThat(graph(seed).params()).isEqualTo(first.params());
        assertThat(graph(seed + 1).params()).isNotEqualTo(first.params());
    }
}
