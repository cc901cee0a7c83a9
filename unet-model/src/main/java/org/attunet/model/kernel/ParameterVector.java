package org.attunet.model.kernel;

import java.util.function.DoubleSupplier;

/** All parameters of a network, or numbers that lie like them, where they live: what becomes of gradients is written over these. */
public interface ParameterVector {
    /** Another one, in the same place, of these numbers in the parameters' order. */
    ParameterVector of(float[] values);

    /** Another one with the same numbers. */
    ParameterVector copy();

    /** {@code this = other}. */
    void assign(ParameterVector other);

    /** {@code this *= factor}. */
    void scale(double factor);

    /** {@code this *= other}, number by number. */
    void multiply(ParameterVector other);

    /** {@code this += factor · other}. */
    void add(double factor, ParameterVector other);

    /** {@code this -= other}. */
    default void subtract(ParameterVector other) {
        add(-1, other);
    }

    /** {@code this += a · b}, number by number. */
    void addProduct(ParameterVector a, ParameterVector b);

    /** {@code this += share · (other − this)}: numbers that are equal stay so to the last bit. */
    void approach(double share, ParameterVector other);

    /**
     * Scales all numbers down where their Euclidean length is above the largest that is allowed.
     *
     * @param largest 0 where every length is
     * @return the length before; who looks at it may have to wait until it is computed
     */
    default DoubleSupplier clip(double largest) {
        double norm = norm();
        if (largest > 0 && norm > largest) {
            scale(largest / norm);
        }
        return () -> norm;
    }

    /** Euclidean length. */
    double norm();

    /** Whether every number is finite. */
    boolean isFinite();
}
