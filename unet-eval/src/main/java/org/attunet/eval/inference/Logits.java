package org.attunet.eval.inference;

import java.util.Arrays;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A predictor's answer, copied to the heap in 'c' order: [N, classes, X, Y, Z]. */
final class Logits {
    private final int classes;
    private final float[] values;

    private Logits(int classes, float[] values) {
        this.classes = classes;
        this.values = values;
    }

    /** Copies and closes the answer to a batch of shape {@code input}. */
    static Logits of(INDArray answer, long[] input) {
        long[] expected = input.clone();
        expected[1] = answer.rank() == 5 ? answer.size(1) : -1;
        if (!Arrays.equals(answer.shape(), expected)) {
            throw new IllegalStateException("for patches of shape " + Arrays.toString(input)
                    + " the network answered with shape " + Arrays.toString(answer.shape())
                    + ": expected one logit a class and voxel");
        }
        // Closed at once: off-heap memory would otherwise wait for the garbage collector.
        try (INDArray copy = answer.castTo(DataType.FLOAT).dup('c')) {
            float[] values = new float[Math.toIntExact(copy.length())];
            copy.data().asNioFloat().get(values);
            return new Logits((int) expected[1], values);
        } finally {
            if (answer.closeable()) {
                answer.close();
            }
        }
    }

    int classes() {
        return classes;
    }

    /** The array itself. */
    float[] values() {
        return values;
    }
}
