package org.attunet.model.kernel;

import java.util.List;
import java.util.Optional;

/** A convolution of activations joined as {@link Kernels#concat} joins them, for one size; the join exists only in part at a time. */
public interface JoinedConvolution<T> {
    /** Weights [out, in, k, k, k] and bias as they are now, with a map of the output's channels folded into them. */
    Prepared<T> prepare(Parameter<T> weights, Parameter<T> bias, Optional<ChannelAffine> folded);

    /** A convolution whose weights do not change. */
    interface Prepared<T> extends AutoCloseable {
        /**
         * Fills {@code y}.
         *
         * @param map by which the first part is multiplied, or null
         */
        void forward(List<T> parts, T map, T y);

        @Override
        void close();
    }
}
