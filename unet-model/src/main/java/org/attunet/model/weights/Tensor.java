package org.attunet.model.weights;

import java.util.Arrays;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Named-axis-free numbers as files hold them: floats in C order (last index fastest).
 *
 * @param shape length of each axis; empty for a scalar
 * @param values as many floats as the shape holds
 */
public record Tensor(long[] shape, float[] values) {
    /** Checks that shape and values agree. */
    public Tensor {
        long length = Arrays.stream(shape).reduce(1, Math::multiplyExact);
        if (length != values.length) {
            throw new IllegalArgumentException(
                    "shape " + Arrays.toString(shape) + " needs " + length + " values, found " + values.length);
        }
    }

    /** Copies an array. */
    public static Tensor of(INDArray array) {
        return new Tensor(array.shape(), array.dup('c').data().asFloat());
    }

    /** A float array of this shape. */
    public INDArray toArray() {
        return shape.length == 0
                ? Nd4j.scalar(values[0])
                : Nd4j.createFromArray(values).reshape('c', shape);
    }

    /** The first value that is NaN or infinite, or −1. */
    public int firstNotFinite() {
        for (int n = 0; n < values.length; n++) {
            if (!Float.isFinite(values[n])) {
                return n;
            }
        }
        return -1;
    }

    /** The first value below 0, or −1. */
    public int firstNegative() {
        for (int n = 0; n < values.length; n++) {
            if (values[n] < 0) {
                return n;
            }
        }
        return -1;
    }

    /** {@code [64, 1, 3, 3, 3]}. */
    public String shapeText() {
        return Arrays.toString(shape);
    }
}
