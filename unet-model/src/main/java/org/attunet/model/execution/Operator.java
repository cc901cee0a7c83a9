package org.attunet.model.execution;

/** One operation of a plan at work, for one size: what is kept for the backward pass, and how gradients add up. */
public interface Operator {
    /** Computes the outputs as in inference, and frees what nobody reads any more. */
    void infer();

    /** Before a step of training, whose passes may be recorded ones: what the host has to say to it. */
    default void begin() {
        // Most have nothing.
    }

    /** Computes the outputs and keeps what {@link #backward} needs. */
    void forward();

    /** Adds to the inputs' gradients, fills the parameters', and frees what {@link #forward} kept. */
    void backward();

    /** Lets go of what was made from parameters that have changed since. */
    default void parametersChanged() {
        // Most keep nothing.
    }
}
