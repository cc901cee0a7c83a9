package org.attunet.model.kernel;

/** Keeps each number with a probability and divides it by it, else 0; which ones follows from a seed and from the numbers' places. */
public interface Dropping<T> {
    /** Another choice from here on. */
    void choose(long seed);

    /** Fills {@code out}, which may be {@code x}. */
    void apply(T x, T out);
}
