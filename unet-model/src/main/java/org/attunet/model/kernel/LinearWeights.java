package org.attunet.model.kernel;

/**
 * Linear interpolation along one axis of {@code n} samples to {@code n * factor}: output {@code o} lies at input position
 * (o + ½) / factor − ½, clamped, between samples {@code low[o]} and {@code high[o]}, {@code weight[o]} of the way.
 */
public final class LinearWeights {
    private final int[] low;
    private final int[] high;
    private final float[] weight;

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
}
