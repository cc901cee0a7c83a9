package org.attunet.model.kernel;

/** One parameter of a network and the gradient of the loss by it, in the parameters' own order: weights [out, in, k, k, k]. */
public interface Parameter<T> {
    /** Where the values are. */
    T values();

    /** Where the gradient goes. */
    T gradient();

    /** Of weights [out, in, 1, 1, 1], the columns {@code first} … {@code first + count − 1} of every row. */
    Parameter<T> columns(int first, int count);

    /** The values on the heap. */
    double[] doubles();

    /** Replaces the values, rounded to their type. */
    void setValues(double[] replacing);

    /** Replaces the gradient, rounded to its type. */
    void setGradient(double[] gradient);
}
