package org.attunet.model.kernel.onednn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import org.attunet.model.kernel.AdamStep;
import org.attunet.model.kernel.Shape;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.impl.updaters.AdamUpdater;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

class AdamTest {
    private static final long LENGTH = 300_001;

    /** In parts of longer vectors, as updaters see them, with zeros and gradients of every size. */
    @Test
    void everyBitIsThatOfNd4js() {
        Nd4j.getRandom().setSeed(1);
        INDArray all = Nd4j.zeros(DataType.FLOAT, 1, 3 * LENGTH + 5);
        INDArray gradient = part(all, 5);
        INDArray first = part(all, 5 + LENGTH);
        INDArray second = part(all, 5 + 2 * LENGTH);
        INDArray expectedFirst = first.dup();
        INDArray expectedSecond = second.dup();
        for (int iteration : new int[] {0, 1, 2, 3, 10, 99, 1119, 30_000}) {
            INDArray drawn = Nd4j.randn(DataType.FLOAT, 1, LENGTH);
            drawn.muli(Nd4j.rand(DataType.FLOAT, 1, LENGTH).subi(0.5f).muli(60)).putScalar(7, 0);
            drawn.muli((float) Math.pow(10, -iteration % 7));
            gradient.assign(drawn);
            double epsilon = 1e-8 * Math.sqrt(1 - Math.pow(AdamStep.BETA2, iteration + 1));
            adam(gradient, first, second, AdamStep.of(1e-3, 1e-8, iteration));
            Nd4j.exec(new AdamUpdater(
                    drawn, expectedSecond, expectedFirst, 1e-3, AdamStep.BETA1, AdamStep.BETA2, epsilon, iteration));
            assertThat(gradient.toFloatVector()).as("step " + iteration).isEqualTo(drawn.toFloatVector());
            assertThat(first.toFloatVector()).as("m " + iteration).isEqualTo(expectedFirst.toFloatVector());
            assertThat(second.toFloatVector()).as("v " + iteration).isEqualTo(expectedSecond.toFloatVector());
        }
    }

    /** ND4J takes powers in float: from some thousand steps on its rate may differ in the last bit. */
    @Test
    void theRateIsNd4jsHoweverManySteps() {
        for (int iteration = 0; iteration < 100_000; iteration += 1 + iteration / 50) {
            INDArray[] expected = {row(0.5f), row(0.1f), row(0.2f)};
            INDArray[] found = {row(0.5f), row(0.1f), row(0.2f)};
            Nd4j.exec(new AdamUpdater(
                    expected[0],
                    expected[1],
                    expected[2],
                    2e-3,
                    AdamStep.BETA1,
                    AdamStep.BETA2,
                    1e-9 * Math.sqrt(1 - Math.pow(AdamStep.BETA2, iteration + 1)),
                    iteration));
            adam(found[0], found[2], found[1], AdamStep.of(2e-3, 1e-9, iteration));
            assertThat(found[0].getFloat(0))
                    .as("step " + iteration)
                    .isCloseTo(expected[0].getFloat(0), withinPercentage(2e-5));
        }
    }

    private static void adam(INDArray gradient, INDArray first, INDArray second, AdamStep step) {
        try (OneDnnKernels kernels = new OneDnnKernels(Kept.FLOAT)) {
            kernels.adam(seen(gradient), seen(first), seen(second), step);
        }
    }

    private static Voxels seen(INDArray array) {
        return FloatVoxels.of(new Shape(1, 1, (int) array.length(), 1, 1), array);
    }

    private static INDArray row(float value) {
        return Nd4j.createFromArray(new float[][] {{value}});
    }

    private static INDArray part(INDArray all, long from) {
        return all.get(NDArrayIndex.all(), NDArrayIndex.interval(from, from + LENGTH));
    }
}
