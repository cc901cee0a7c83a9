package org.attunet.model.network;

/** Element-wise activations; each is linear on either side of zero. */
public enum Activation {
    /** {@code max(x, 0)}, the reference's. */
    RELU(0),
    /** {@code x} above zero, {@code x / 100} below. */
    LEAKY_RELU(0.01),
    /** {@code x}. */
    IDENTITY(1);

    private final double slope;

    Activation(double slope) {
        this.slope = slope;
    }

    /** Slope below zero. */
    public double slope() {
        return slope;
    }

    /** Behind the description of a convolution. */
    public String description() {
        return switch (this) {
            case RELU -> " · ReLU";
            case LEAKY_RELU -> " · leaky ReLU";
            case IDENTITY -> "";
        };
    }
}
