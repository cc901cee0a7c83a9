package org.attunet.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.attunet.train.Foreground.FOUND;
import static org.attunet.train.Foreground.MISSED;
import static org.attunet.train.Foreground.NONE_LABELLED;

import java.util.List;
import java.util.Map;
import org.attunet.model.graph.AttentionUNet;
import org.attunet.model.loss.LossKind;
import org.attunet.model.loss.LossSettings;
import org.attunet.model.network.NetworkSettings;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Sgd;

/** What the guard against an all-background network counts where some patches hold the organ and some do not. */
class BackgroundCountTest {
    private static final NetworkSettings NETWORK = NetworkSettings.reference(1, 2, List.of(2, 3));

    private final ComputationGraph graph =
            AttentionUNet.training(NETWORK, LossSettings.of(LossKind.DICE), new Sgd(0.1), 1);
    private final ForegroundWatch watch = new ForegroundWatch(NETWORK, graph);

    /** A batch goes by: each patch of 2³ voxels has the organ or not, and the network finds some or nothing. */
    private Foreground after(String labelled, String found) {
        int patches = labelled.length();
        INDArray labels = Nd4j.zeros(patches, 1, 2, 2, 2);
        INDArray logits = Nd4j.zeros(patches, 2, 2, 2, 2);
        for (int n = 0; n < patches; n++) {
            labels.putScalar(new int[] {n, 0, 1, 1, 0}, labelled.charAt(n) == '1' ? 1 : 0);
            logits.putScalar(new int[] {n, 0, 0, 0, 0}, 3);
            logits.putScalar(new int[] {n, 1, 1, 0, 1}, found.charAt(n) == '1' ? 2 : -2);
        }
        watch.expect(labels);
        String predictions =
                graph.getConfiguration().getVertexInputs().get("loss").get(0);
        watch.onForwardPass(graph, Map.of(predictions, logits));
        return watch.found();
    }

    @Test
    void patchesWithoutTheOrganTellNothing() {
        assertThat(after("00", "00")).isEqualTo(NONE_LABELLED);
        assertThat(after("00", "11")).isEqualTo(NONE_LABELLED);
        assertThat(after("01", "10")).isEqualTo(MISSED);
        watch.reset();
        assertThat(after("10", "01")).isEqualTo(MISSED);
        watch.reset();
        assertThat(after("10", "10")).isEqualTo(FOUND);
    }

    @Test
    void oneFoundOrganIsEnoughForTheStep() {
        assertThat(after("110", "010")).isEqualTo(FOUND);
        assertThat(after("1", "0")).isEqualTo(FOUND);
        watch.reset();
        assertThat(after("1", "0")).isEqualTo(MISSED);
        assertThat(after("0", "1")).isEqualTo(MISSED);
        assertThat(after("01", "01")).isEqualTo(FOUND);
    }

    private static int count(Foreground... steps) {
        TrainingState state = TrainingState.initial();
        for (Foreground step : steps) {
            state = state.afterStep(new StepResult(0, 0, step));
        }
        return state.backgroundSteps();
    }

    @Test
    void stepsWithoutTheOrganNeitherCountNorEndTheCount() {
        assertThat(count(MISSED, NONE_LABELLED, MISSED, NONE_LABELLED)).isEqualTo(2);
        assertThat(count(NONE_LABELLED, NONE_LABELLED)).isZero();
        assertThat(count(MISSED, FOUND, NONE_LABELLED, MISSED)).isEqualTo(1);
        assertThat(count(MISSED, NONE_LABELLED, FOUND)).isZero();
    }
}
