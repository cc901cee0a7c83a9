package org.attunet.model.network;

/**
 * A parameter of one node.
 *
 * @param key its name within the node, as DL4J's graph has it
 * @param name the name under which it travels: PyTorch's suffixes behind the place in the network, {@code encoder1.conv1.weight},
 *     {@code encoder1.bn1.running_mean}, {@code gate2.W_x.weight}, {@code ds2.conv.bias}; level 1 is full resolution
 * @param role what it is for
 * @param shape weights [out, in, k, k, k], all others [out]
 */
public record ParameterSpec(String key, String name, Role role, long... shape) {
    /** What a parameter is for, which says how it begins. */
    public enum Role {
        /** Of a convolution: Kaiming normal at the start (fan-in, gain √2), as in the reference. */
        WEIGHT,
        /** Added by channel, 0 at the start. */
        BIAS,
        /** Of a normalisation: N(1, 0.02) at the start. */
        SCALE,
        /** Running mean of a batch norm, 0 at the start. */
        MEAN,
        /** Running variance of a batch norm, 1 at the start. */
        VARIANCE;

        /** Whether it is a statistic that no gradient moves. */
        public boolean isRunning() {
            return this == MEAN || this == VARIANCE;
        }
    }

    /** Numbers that it holds. */
    public long length() {
        long length = 1;
        for (long side : shape) {
            length *= side;
        }
        return length;
    }

    /** Numbers that one output is made of. */
    public long fanIn() {
        return length() / shape[0];
    }
}
