package org.attunet.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.attunet.model.execution.Foreground.FOUND;
import static org.attunet.model.execution.Foreground.MISSED;
import static org.attunet.model.execution.Foreground.NONE_LABELLED;

import org.attunet.model.execution.Foreground;
import org.attunet.model.execution.LossOperator;
import org.attunet.model.kernel.Shape;
import org.attunet.model.kernel.TensorPool;
import org.attunet.model.kernel.TensorRef;
import org.attunet.model.kernel.nd4j.ArrayPool;
import org.attunet.model.kernel.nd4j.Nd4jKernels;
import org.attunet.model.loss.LossKind;
import org.attunet.model.loss.LossPlan;
import org.attunet.model.loss.LossSettings;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** What the guard against an all-background network counts where some patches hold the organ and some do not. */
class BackgroundCountTest {
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
        TensorPool<INDArray> pool = new ArrayPool(DataType.FLOAT);
        TensorRef<INDArray> in = new TensorRef<>(Shape.of(logits.shape()), pool, false);
        in.set(logits);
        LossOperator<INDArray> loss =
                new LossOperator<>(new Nd4jKernels(pool), LossPlan.of(LossSettings.of(LossKind.DICE), 2, 1), in);
        loss.setLabels(labels);
        loss.forward();
        return loss.score().foreground();
    }

    @Test
    void patchesWithoutTheOrganTellNothing() {
        assertThat(after("00", "00")).isEqualTo(NONE_LABELLED);
        assertThat(after("00", "11")).isEqualTo(NONE_LABELLED);
        assertThat(after("01", "10")).isEqualTo(MISSED);
        assertThat(after("10", "01")).isEqualTo(MISSED);
        assertThat(after("10", "10")).isEqualTo(FOUND);
    }

    @Test
    void oneFoundOrganIsEnoughForTheStep() {
        assertThat(after("110", "010")).isEqualTo(FOUND);
        assertThat(after("1", "0").or(after("1", "0"))).isEqualTo(MISSED);
        assertThat(after("0", "1").or(after("1", "0"))).isEqualTo(MISSED);
        assertThat(after("1", "0").or(after("01", "01"))).isEqualTo(FOUND);
        assertThat(after("01", "01").or(after("0", "1"))).isEqualTo(FOUND);
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
