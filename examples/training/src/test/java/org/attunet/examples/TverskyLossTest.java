package org.attunet.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class TverskyLossTest {
    private static final double STEP = 1e-5;

    private final TverskyLoss loss = new TverskyLoss(0.3, 0.7);
    private final INDArray logits = random();
    private final INDArray labels = random().tensorAlongDimension(0, 0, 2, 3, 4)
            .reshape(2, 1, 2, 2, 2)
            .gt(0)
            .castTo(DataType.DOUBLE);

    private static INDArray random() {
        Nd4j.getRandom().setSeed(5);
        return Nd4j.randn(DataType.DOUBLE, 2, 2, 2, 2, 2);
    }

    private double value() {
        return loss.differentiate(logits, labels, logits.ulike());
    }

    /** An error of STEP² and of rounding, 1e-16 / STEP. */
    @Test
    void itsGradientIsThatOfCentralDifferences() {
        INDArray gradient = Nd4j.zeros(DataType.DOUBLE, logits.shape());
        loss.differentiate(logits, labels, gradient);

        for (int n = 0; n < logits.length(); n++) {
            double at = logits.getDouble(n);
            logits.putScalar(n, at + STEP);
            double above = value();
            logits.putScalar(n, at - STEP);
            double below = value();
            logits.putScalar(n, at);
            assertThat(gradient.getDouble(n)).isCloseTo((above - below) / (2 * STEP), within(1e-8));
        }
    }

    /** Certain and right: what is left is smoothing and e^−40. */
    @Test
    void aPerfectPredictionCostsNothing() {
        INDArray certain =
                Nd4j.concat(1, labels.mul(-40).add(20), labels.mul(40).sub(20));

        assertThat(loss.differentiate(certain, labels, certain.ulike())).isCloseTo(0, within(1e-6));
    }
}
