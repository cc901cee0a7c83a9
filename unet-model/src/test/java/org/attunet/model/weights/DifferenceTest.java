package org.attunet.model.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DifferenceTest {
    private static Difference of(float... found) {
        return Difference.of("x", new Tensor(new long[] {3}, new float[3]), new Tensor(new long[] {3}, found), 0.5);
    }

    @Test
    void itIsTheLargestOne() {
        assertThat(of(0.25f, -0.5f, 0).largest()).isEqualTo(0.5);
        assertThat(of(0.25f, -0.5f, 0).holds()).isTrue();
        assertThat(of(0, 0, 0.75f).holds()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void whatIsNoNumberNeverHolds(int place) {
        float[] found = new float[3];
        found[place] = Float.NaN;
        assertThat(of(found).largest()).isNaN();
        assertThat(of(found).holds()).isFalse();
        assertThat(of(found).seenInDouble(0).holds()).isFalse();
    }

    @Test
    void shapesMustAgree() {
        Tensor row = new Tensor(new long[] {1, 3}, new float[3]);
        assertThatThrownBy(() -> Difference.of("x", new Tensor(new long[] {3}, new float[3]), row, 1))
                .isInstanceOf(WeightsException.class)
                .hasMessage("x has the shape [3], but the network gives [1, 3]");
    }

    @Test
    void aStackOfPredictionsIsOurChannels() {
        Tensor stack = new Tensor(new long[] {1, 3, 2, 1, 1, 1}, new float[6]);
        Tensor channels = new Tensor(new long[] {1, 6, 1, 1, 1}, new float[6]);
        assertThat(Difference.of("x", stack, channels, 0).holds()).isTrue();
    }

    @Test
    void doubleClearsWhatRoundingExplainsAndNoMore() {
        Difference near = new Difference("x", 2e-3, 1e-4);
        assertThat(near.holds()).isFalse();
        assertThat(near.seenInDouble(1e-8).holds()).isTrue();
        assertThat(near.seenInDouble(1e-8).holdsInFloat()).isFalse();
        assertThat(near.seenInDouble(2e-4).holds()).isFalse();
        assertThat(new Difference("x", 4e-3, 1e-4, 1e-8).holds()).isFalse();
    }
}
