package org.attunet.model.kernel;

import java.util.function.Supplier;

/**
 * Stacked probabilities of one size beside labels: their sums by class, and where a {@link ClassLoss} of these leads. The sums stay
 * where they are computed until somebody looks.
 */
public interface ClassScores<T> {
    /**
     * Sums.
     *
     * @param labels class indices [N, 1, X, Y, Z]
     */
    void forward(T probabilities, T labels);

    /** After {@link #forward}: turns the probabilities into the loss's gradient by the logits. */
    void backward(T probabilities, T labels);

    /** The sums of the last {@link #forward}, whatever is computed later; who looks waits until they are there. */
    Supplier<ClassSums> sums();
}
