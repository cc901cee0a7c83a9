package org.attunet.model.kernel;

/** The parameters of a network that may be trained, with all that is kept of each of them, where the kernels compute. */
public interface TrainingStore<T> extends ParameterStore<T> {
    /** All parameters. */
    ParameterVector values();

    /** The gradient of the loss by all of them. */
    ParameterVector gradient();

    /** A stretch of the gradient as an activation [1, 1, P, 1, 1]. */
    T gradient(long from, long length);

    /** A stretch of the optimiser's numbers as an activation [1, 1, P, 1, 1]. */
    T state(long from, long length);

    /** Brings what DL4J keeps up to date, where that is a copy. */
    default void fetch() {}

    /** Takes over what DL4J keeps, where that is a copy and was written. */
    default void refresh() {}
}
