package org.attunet.model.kernel;

/**
 * An affine map of each output channel, {@code (y − centre) · scale + shift}, that can go into a convolution's weights.
 *
 * @param scale per channel
 * @param centre per channel
 * @param shift per channel
 */
public record ChannelAffine(double[] scale, double[] centre, double[] shift) {}
