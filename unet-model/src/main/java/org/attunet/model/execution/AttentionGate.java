package org.attunet.model.execution;

import java.util.List;
import java.util.function.Function;
import org.attunet.model.kernel.Convolution;
import org.attunet.model.kernel.Epilogue;
import org.attunet.model.kernel.Kernels;
import org.attunet.model.kernel.Parameter;
import org.attunet.model.kernel.Shape;
import org.attunet.model.kernel.Stencil;
import org.attunet.model.kernel.TensorRef;
import org.attunet.model.network.Gate;
import org.attunet.model.network.Operation;

/** The attention map of a skip connection, as {@code AttentionGateVertex} defines it. */
public final class AttentionGate<T> implements Operator {
    private static final Stencil POINT = Stencil.same(1);
    private static final Epilogue JOINED = new Epilogue(false, true, 0);

    private final Kernels<T> kernels;
    private final boolean mapped;
    private final boolean sampled;
    private final Function<String, Parameter<T>> parameters;
    private final TensorRef<T> x;
    private final TensorRef<T> g;
    private final TensorRef<T> out;
    private final Shape half;
    private final Convolution<T> ofSkip;
    private final Convolution<T> ofGating;
    private final Convolution<T> aggregateSkip;
    private final Convolution<T> aggregateGating;
    private final Convolution<T> psi;

    /** Every second voxel of x; where W_x has a larger kernel, x itself. */
    private T seen;

    private T skip;
    private T gating;

    /** What goes into psi. */
    private T joined;

    /** The map at half size. */
    private T small;

    /** Reads {@code x} and {@code g}, gives one channel of the size of {@code x}. */
    public AttentionGate(
            Kernels<T> kernels,
            Operation.AttentionGate gate,
            Function<String, Parameter<T>> parameters,
            TensorRef<T> x,
            TensorRef<T> g,
            TensorRef<T> out) {
        this.kernels = kernels;
        this.mapped = gate.gate() == Gate.CONV_MAPPING;
        this.sampled = gate.kernel() == 1;
        this.parameters = parameters;
        this.x = x;
        this.g = g;
        this.out = out;
        int channels = x.shape().channels();
        this.half = g.shape().withChannels(channels);
        this.ofSkip = sampled
                ? pointwise(half, channels, channels, Epilogue.PLAIN)
                : strided(channels, new Stencil(gate.kernel(), 2, 0));
        int gatingChannels = g.shape().channels();
        Epilogue last = mapped ? Epilogue.BIAS : new Epilogue(true, true, 0);
        this.ofGating = pointwise(g.shape(), channels, gatingChannels, last);
        this.aggregateSkip = mapped ? pointwise(half, channels, 2L * channels, Epilogue.PLAIN) : null;
        this.aggregateGating = mapped ? pointwise(half, channels, 2L * channels, JOINED) : null;
        this.psi = pointwise(half, 1, channels, Epilogue.BIAS);
    }

    private Convolution<T> strided(int channels, Stencil stencil) {
        return kernels.convolution(x.shape(), channels, stencil, stencil.rowLength(channels), Epilogue.PLAIN);
    }

    private Convolution<T> pointwise(Shape in, int to, long rowLength, Epilogue epilogue) {
        return kernels.convolution(in, to, POINT, rowLength, epilogue);
    }

    private Parameter<T> parameter(String name) {
        return parameters.apply(name);
    }

    @Override
    public void infer() {
        forward();
        release();
        x.read();
        g.read();
    }

    @Override
    public void forward() {
        seen = x.data();
        if (sampled) {
            seen = kernels.pool().take(half);
            kernels.everySecond(x.data(), seen);
        }
        skip = kernels.pool().take(half);
        ofSkip.forward(seen, parameter("Wx.weight"), null, skip);
        gating = mapped ? kernels.pool().take(half) : skip;
        ofGating.forward(g.data(), parameter("Wg.weight"), parameter("Wg.bias"), gating);
        joined = mapped ? aggregate() : gating;
        small = kernels.pool().take(half.withChannels(1));
        psi.forward(joined, parameter("psi.weight"), parameter("psi.bias"), small);
        kernels.sigmoid(small);
        kernels.concat(List.of(small), List.of(2), null, out.open());
    }

    /** Columns of the aggregating convolution that see the skip connection, or behind them the gating signal. */
    private Parameter<T> columns(boolean ofGating) {
        return parameter("aggregate.weight").columns(ofGating ? half.channels() : 0, half.channels());
    }

    private T aggregate() {
        T sum = kernels.pool().take(half);
        aggregateSkip.forward(skip, columns(false), null, sum);
        aggregateGating.forward(gating, columns(true), null, sum);
        return sum;
    }

    @Override
    public void backward() {
        T bySmall = kernels.pool().take(half.withChannels(1));
        kernels.upsampleAdjoint(out.gradient(), 0, 2, bySmall, false);
        kernels.sigmoidGradient(small, bySmall);
        T byJoined = kernels.pool().take(half);
        psi.backward(joined, bySmall, parameter("psi.weight"), parameter("psi.bias"), byJoined);
        kernels.pool().give(bySmall);
        kernels.activationGradient(joined, byJoined, 0);
        if (mapped) {
            backwardAggregate(byJoined);
        } else {
            backwardSkip(byJoined);
            backwardGating(byJoined);
        }
        kernels.pool().give(byJoined);
        release();
        out.release();
    }

    private void backwardAggregate(T byJoined) {
        T part = kernels.pool().take(half);
        aggregateSkip.backward(skip, byJoined, columns(false), null, part);
        backwardSkip(part);
        aggregateGating.backward(gating, byJoined, columns(true), null, part);
        backwardGating(part);
        kernels.pool().give(part);
    }

    private void backwardSkip(T gradient) {
        T part = kernels.pool().take(sampled ? half : x.shape());
        ofSkip.backward(seen, gradient, parameter("Wx.weight"), null, part);
        if (!sampled) {
            x.addGradient(part, kernels);
            return;
        }
        if (!x.hasGradient()) {
            kernels.clear(x.gradient());
        }
        kernels.addToEverySecond(part, x.gradient());
        kernels.pool().give(part);
    }

    private void backwardGating(T gradient) {
        T part = kernels.pool().take(g.shape());
        ofGating.backward(g.data(), gradient, parameter("Wg.weight"), parameter("Wg.bias"), part);
        g.addGradient(part, kernels);
    }

    private void release() {
        if (sampled) {
            kernels.pool().give(seen);
        }
        kernels.pool().give(skip);
        if (mapped) {
            kernels.pool().give(gating);
            kernels.pool().give(joined);
        }
        kernels.pool().give(small);
    }
}
