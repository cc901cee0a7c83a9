package org.attunet.model.kernel.nd4j;

import org.nd4j.linalg.api.ndarray.INDArray;

/** Arrays whose values lie one after another in 'c' order, in an array of their own or in part of another. */
public final class Dense {
    private Dense() {}

    /** Whether an array is such a one. */
    public static boolean isDense(INDArray array) {
        long expected = 1;
        for (int axis = array.rank() - 1; axis >= 0; axis--) {
            if (array.size(axis) > 1 && array.stride(axis) != expected) {
                return false;
            }
            expected *= array.size(axis);
        }
        return true;
    }

    /** The array itself where it is dense, else a copy that is. */
    public static INDArray of(INDArray array) {
        return isDense(array) ? array : array.dup('c');
    }
}
