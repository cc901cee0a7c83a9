package org.attunet.eval.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

class FlipPredictorTest {
    private static INDArray batch() {
        return Nd4j.arange(2 * 3 * 4 * 5)
                .castTo(DataType.FLOAT)
                .reshape('c', 2, 1, 3, 4, 5)
                .div(60);
    }

    @Test
    void aNetworkThatDoesNotCareForPlaceSaysTheSameOfEveryLook() {
        INDArray plain = Formulas.copying().logits(batch());
        INDArray flipped = new FlipPredictor(Formulas.copying(), Set.of(0, 1, 2)).logits(batch());

        for (long n = 0; n < 2; n++) {
            INDArray odds = plain.get(NDArrayIndex.point(n), NDArrayIndex.point(1))
                    .sub(plain.get(NDArrayIndex.point(n), NDArrayIndex.point(0)));
            INDArray same = flipped.get(NDArrayIndex.point(n), NDArrayIndex.point(1))
                    .sub(flipped.get(NDArrayIndex.point(n), NDArrayIndex.point(0)));
            assertThat(same.sub(odds).amaxNumber().doubleValue()).isLessThan(1e-5);
        }
    }

    @Test
    void theMeanIsOfProbabilitiesAndOfTheAxesAsked() {
        // Sure of class 1 in the first half along the second axis, wherever the patch came from; else undecided.
        Predictor firstHalf = look -> {
            INDArray logits = Nd4j.zeros(DataType.FLOAT, look.size(0), 2, 3, 4, 5);
            logits.get(NDArrayIndex.all(), NDArrayIndex.point(1), NDArrayIndex.all(), NDArrayIndex.interval(0, 2))
                    .assign(30);
            return logits;
        };
        INDArray along = new FlipPredictor(firstHalf, Set.of(1)).logits(batch());
        INDArray across = new FlipPredictor(firstHalf, Set.of(0, 2)).logits(batch());

        // (1 + 0.5) / 2 everywhere, against 1 and 0.5.
        assertThat(Math.exp(along.getDouble(1, 1, 2, 3, 4))).isCloseTo(0.75, within(1e-6));
        assertThat(Math.exp(along.getDouble(0, 1, 0, 0, 0))).isCloseTo(0.75, within(1e-6));
        assertThat(Math.exp(across.getDouble(1, 1, 2, 3, 4))).isCloseTo(0.5, within(1e-6));
        assertThat(Math.exp(across.getDouble(1, 1, 2, 1, 4))).isCloseTo(1, within(1e-6));
    }
}
