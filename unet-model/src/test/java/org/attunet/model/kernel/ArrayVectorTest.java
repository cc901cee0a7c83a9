package org.attunet.model.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class ArrayVectorTest {
    private static final float[] VALUES = {0.1f, -3e7f, 1e-20f, 5};
    private static final float[] STEP = {0.3f, 1.5f, -1e-20f, 1e-9f};

    @Test
    void subtractingIsAddingTheOppositeToTheLastBit() {
        INDArray values = Nd4j.createFromArray(VALUES);
        ArrayVector step = new ArrayVector(Nd4j.createFromArray(STEP));
        ArrayVector added = new ArrayVector(values.dup());
        added.add(-1, step);
        new ArrayVector(values).subtract(step);
        assertThat(values.toFloatVector()).containsExactly(added.array().toFloatVector());
    }

    /** Parameters may take most of what memory there is. */
    @Test
    void subtractingTakesNoMemory() {
        ArrayVector values = new ArrayVector(Nd4j.create(8 << 20));
        ArrayVector step = new ArrayVector(Nd4j.ones(8 << 20));
        long before = Pointer.totalBytes();
        values.subtract(step);
        assertThat(Pointer.totalBytes() - before).isLessThan(1 << 20);
    }
}
