package org.attunet.model.engine;

/** One operation of a program. */
interface Step {
    /** Computes the outputs as in inference, and frees what nobody reads any more. */
    void infer();

    /** Computes the outputs and keeps what {@link #backward} needs. */
    void forward();

    /** Adds to the inputs' gradients, fills the parameters', and frees what {@link #forward} kept. */
    void backward();
}
