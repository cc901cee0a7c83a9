package org.attunet.model.kernel;

import java.util.Optional;

/** A convolution for one size, forward and backward; weights [out, in, k, k, k], bias [out], null where the epilogue has none. */
public interface Convolution<T> {
    /** Fills {@code y}, or adds to it where the epilogue adds. */
    void forward(T x, Parameter<T> weights, Parameter<T> bias, T y);

    /** Fills the gradients by weights and bias and, unless it is null, {@code dx}. */
    void backward(T x, T dy, Parameter<T> weights, Parameter<T> bias, T dx);

    /** Weights and bias as they are now, with a map of the output's channels folded into them. */
    Prepared<T> prepare(Parameter<T> weights, Parameter<T> bias, Optional<ChannelAffine> folded);

    /** A convolution whose weights do not change. */
    interface Prepared<T> extends AutoCloseable {
        /** Fills {@code y}. */
        void forward(T x, T y);

        @Override
        void close();
    }
}
