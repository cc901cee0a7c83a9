package org.attunet.model.vertex;

import java.util.Arrays;
import org.attunet.model.SettingsException;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Sizes of what a vertex joins. */
public final class Sizes {
    private Sizes() {}

    /**
     * Refuses inputs that differ in size once each is enlarged by its factor; the passes would reach beyond them.
     *
     * @throws SettingsException naming the vertex, both sizes and what would do
     */
    static void check(String vertex, INDArray first, int firstFactor, INDArray other, int factor) {
        check(vertex, first.shape(), firstFactor, other.shape(), factor);
    }

    /** As above, of shapes [N, C, X, Y, Z]. */
    public static void check(String vertex, long[] first, int firstFactor, long[] other, int factor) {
        for (int axis = 2; axis < 5; axis++) {
            if (first[axis] * firstFactor != other[axis] * factor || first[0] != other[0]) {
                throw new SettingsException(vertex + " cannot join " + Arrays.toString(first) + " with "
                        + Arrays.toString(other) + " enlarged " + factor + " times: every side of the input"
                        + " must be a multiple of 2 for each halving of the network");
            }
        }
    }
}
