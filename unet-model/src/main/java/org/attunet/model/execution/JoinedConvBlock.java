package org.attunet.model.execution;

import java.util.function.Consumer;
import java.util.function.Supplier;
import org.attunet.model.kernel.JoinedConvolution;

/** A join and the block that alone reads it, for inference: the join, far larger than what it is made of, never exists whole. */
final class JoinedConvBlock<T> implements Operator {
    private final UpsampleConcat<T> join;
    private final Supplier<JoinedConvolution.Prepared<T>> preparing;
    private final Consumer<Consumer<T>> block;
    private JoinedConvolution.Prepared<T> prepared;

    /**
     * @param preparing the convolution with the weights as they are
     * @param block does with an output what the block does, once it was filled by what it is given
     */
    JoinedConvBlock(
            UpsampleConcat<T> join, Supplier<JoinedConvolution.Prepared<T>> preparing, Consumer<Consumer<T>> block) {
        this.join = join;
        this.preparing = preparing;
        this.block = block;
    }

    @Override
    public void parametersChanged() {
        if (prepared != null) {
            prepared.close();
            prepared = null;
        }
    }

    @Override
    public void infer() {
        if (prepared == null) {
            prepared = preparing.get();
        }
        block.accept(y -> prepared.forward(join.data(), join.weights(), y));
        join.read();
    }

    @Override
    public void forward() {
        throw new UnsupportedOperationException("in training a join is kept");
    }

    @Override
    public void backward() {
        forward();
    }
}
