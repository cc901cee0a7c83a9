package org.attunet.model.kernel;

/**
 * Normalisation by an activation's own statistics, and what follows it, for one size: {@code out = activation(gamma · (y − mean) / √(variance
 * + ε) + beta)}, mean and variance being those of each set of planes ({@link NormGroups}). Statistics are kept from forward to backward
 * where they are computed.
 */
public interface Normalisation<T> {
    /** ε, added to variances, as in PyTorch. */
    double EPSILON = 1e-5;

    /** Share of a new batch in running statistics. */
    double MOMENTUM = 0.1;

    /**
     * What is learned, and what runs along.
     *
     * @param gamma scale per channel
     * @param beta shift per channel
     * @param mean running mean per channel; null where nothing runs along
     * @param variance running variance per channel; null where nothing runs along
     */
    record Parameters<T>(Parameter<T> gamma, Parameter<T> beta, Parameter<T> mean, Parameter<T> variance) {}

    /** Measures {@code y}, moves what runs along, and fills {@code out}, which may be {@code y}. */
    void forward(T y, Parameters<T> parameters, T out);

    /** From the gradient by what {@link #forward} filled, that by {@code y}, in its place; fills the gradients by gamma and beta. */
    void backward(T y, T gradient, Parameters<T> parameters);
}
