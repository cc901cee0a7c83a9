package org.attunet.model.kernel;

/**
 * An affine map of each output channel, {@code (y − centre) · scale + shift}, that can go into a convolution's weights.
 *
 * @param scale per channel
 * @param centre per channel
 * @param shift per channel
 */
public record ChannelAffine(double[] scale, double[] centre, double[] shift) {
    /** Puts the map behind a convolution: its weights [out, in, k, k, k] and bias become those of both. */
    public void fold(float[] weights, float[] bias) {
        int row = weights.length / bias.length;
        for (int o = 0; o < bias.length; o++) {
            bias[o] = (float) ((bias[o] - (float) centre[o]) * scale[o] + shift[o]);
            for (int n = o * row; n < (o + 1) * row; n++) {
                weights[n] = (float) (weights[n] * scale[o]);
            }
        }
    }
}
