package org.attunet.model.layer;

import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Linear interpolation along one axis of {@code n} samples to {@code n * factor}: output {@code o} lies at input position
 * (o + ½) / factor − ½, clamped, between samples {@code low[o]} and {@code high[o]}, {@code weight[o]} of the way.
 */
public final class LinearWeights {
    final int[] low;
    final int[] high;
    final float[] weight;

    /** Between {@code n} samples and {@code n · factor}. */
    public LinearWeights(int n, int factor) {
        low = new int[n * factor];
        high = new int[n * factor];
        weight = new float[n * factor];
        for (int o = 0; o < low.length; o++) {
            double position = Math.max(0, (o + 0.5) / factor - 0.5);
            low[o] = Math.min((int) position, n - 1);
            high[o] = Math.min(low[o] + 1, n - 1);
            weight[o] = (float) (position - low[o]);
        }
    }

    /** The input sample before each output. */
    public int[] low() {
        return low;
    }

    /** The input sample behind each output. */
    public int[] high() {
        return high;
    }

    /** How far each output lies from the one before to the one behind. */
    public float[] weight() {
        return weight;
    }

    /** The same as an [n, n · factor] matrix {@code A}: {@code y = x A} for rows {@code x}. */
    public static INDArray matrix(int n, int factor, DataType type) {
        LinearWeights weights = new LinearWeights(n, factor);
        double[][] matrix = new double[n][n * factor];
        for (int o = 0; o < n * factor; o++) {
            matrix[weights.low[o]][o] += 1 - weights.weight[o];
            matrix[weights.high[o]][o] += weights.weight[o];
        }
        try (MemoryWorkspace ignored = Nd4j.getWorkspaceManager().scopeOutOfWorkspaces()) {
            return Nd4j.createFromArray(matrix).castTo(type);
        }
    }
}
