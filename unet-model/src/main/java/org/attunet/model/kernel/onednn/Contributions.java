package org.attunet.model.kernel.onednn;

import org.attunet.model.kernel.LinearWeights;

/** Along one axis, the outputs that each input contributes to, and how much. */
final class Contributions {
    private final int[][] outputs;
    private final float[][] weights;

    Contributions(LinearWeights axis, int inputs) {
        outputs = new int[inputs][];
        weights = new float[inputs][];
        for (int n = 0; n < inputs; n++) {
            int[] at = new int[axis.low().length];
            float[] by = new float[at.length];
            int count = 0;
            for (int o = 0; o < axis.low().length; o++) {
                float w =
                        (axis.low()[o] == n ? 1 - axis.weight()[o] : 0) + (axis.high()[o] == n ? axis.weight()[o] : 0);
                if (w > 0) {
                    at[count] = o;
                    by[count++] = w;
                }
            }
            outputs[n] = java.util.Arrays.copyOf(at, count);
            weights[n] = java.util.Arrays.copyOf(by, count);
        }
    }

    int count(int input) {
        return outputs[input].length;
    }

    int output(int input, int n) {
        return outputs[input][n];
    }

    float weight(int input, int n) {
        return weights[input][n];
    }
}
