package org.attunet.model.execution;

import static org.attunet.model.kernel.Normalisation.EPSILON;

import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.attunet.model.kernel.ChannelAffine;
import org.attunet.model.kernel.Convolution;
import org.attunet.model.kernel.Epilogue;
import org.attunet.model.kernel.Kernels;
import org.attunet.model.kernel.NormGroups;
import org.attunet.model.kernel.Normalisation;
import org.attunet.model.kernel.Parameter;
import org.attunet.model.kernel.Stencil;
import org.attunet.model.kernel.TensorRef;
import org.attunet.model.network.Norm;
import org.attunet.model.network.Operation;

/** A convolution, its normalisation and its activation. Keeps the convolution's output for the backward pass, nothing else of its size. */
public final class ConvBlock<T> implements Operator {
    private final Kernels<T> kernels;
    private final Operation.ConvBlock block;
    private final Function<String, Parameter<T>> parameters;
    private final TensorRef<T> in;
    private final TensorRef<T> out;
    private final Convolution<T> convolution;
    private final Convolution<T> folded;

    /** Null where there is none. */
    private final Normalisation<T> normalisation;

    private Convolution.Prepared<T> prepared;
    private T convolved;

    /**
     * @param parameters by name without the node's
     */
    public ConvBlock(
            Kernels<T> kernels,
            Operation.ConvBlock block,
            Function<String, Parameter<T>> parameters,
            TensorRef<T> in,
            TensorRef<T> out) {
        this.kernels = kernels;
        this.block = block;
        this.parameters = parameters;
        this.in = in;
        this.out = out;
        Stencil stencil = Stencil.same(block.kernel());
        long row = stencil.rowLength(in.shape().channels());
        this.convolution = kernels.convolution(in.shape(), block.out(), stencil, row, Epilogue.BIAS);
        this.folded = kernels.convolution(in.shape(), block.out(), stencil, row, inferring());
        this.normalisation = block.norm() == Norm.NONE ? null : kernels.normalisation(out.shape(), groups(), slope());
    }

    private NormGroups groups() {
        int channels = out.shape().channels();
        int width = block.norm() == Norm.GROUP ? channels / Norm.groups(channels) : 1;
        return new NormGroups(out.shape().samples(), channels, width, block.norm() == Norm.BATCH);
    }

    private double slope() {
        return block.activation().slope();
    }

    /** Statistics of the input itself stand between convolution and activation. */
    private boolean isMeasured() {
        return block.norm() == Norm.GROUP || block.norm() == Norm.INSTANCE;
    }

    /** At inference; running statistics are in the weights. */
    private Epilogue inferring() {
        return new Epilogue(true, false, isMeasured() ? 1 : slope());
    }

    private Parameter<T> parameter(String name) {
        return parameters.apply(name);
    }

    private Normalisation.Parameters<T> ofNorm() {
        boolean runs = block.norm() == Norm.BATCH;
        return new Normalisation.Parameters<>(
                parameter("gamma"), parameter("beta"), runs ? parameter("mean") : null, runs ? parameter("var") : null);
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
            prepared = folded.prepare(parameter("W"), parameter("b"), runningNormalisation());
        }
        infer(y -> prepared.forward(in.data(), y));
        in.read();
    }

    private void infer(Consumer<T> convolve) {
        T y = out.open();
        convolve.accept(y);
        if (isMeasured()) {
            normalisation.forward(y, ofNorm(), y);
        }
    }

    /**
     * This block and a join that it alone reads as one, for inference.
     *
     * @return nothing where the kernels make the join whole
     */
    Optional<Operator> joined(UpsampleConcat<T> join) {
        return kernels.joined(in.shape(), join.factors(), block.out(), Stencil.same(block.kernel()), inferring())
                .map(convolution -> new JoinedConvBlock<>(
                        join,
                        () -> convolution.prepare(parameter("W"), parameter("b"), runningNormalisation()),
                        this::infer));
    }

    /** Batch norm with running statistics is an affine map of each channel, so it goes into the weights. */
    private Optional<ChannelAffine> runningNormalisation() {
        if (block.norm() != Norm.BATCH) {
            return Optional.empty();
        }
        double[] scale = parameter("gamma").doubles();
        double[] variance = parameter("var").doubles();
        for (int c = 0; c < scale.length; c++) {
            scale[c] /= Math.sqrt(variance[c] + EPSILON);
        }
        return Optional.of(new ChannelAffine(
                scale, parameter("mean").doubles(), parameter("beta").doubles()));
    }

    @Override
    public void forward() {
        convolved = kernels.pool().take(out.shape());
        convolution.forward(in.data(), parameter("W"), parameter("b"), convolved);
        if (block.isPlain()) {
            out.set(convolved);
        } else if (normalisation == null) {
            kernels.activate(convolved, slope(), out.open());
        } else {
            normalisation.forward(convolved, ofNorm(), out.open());
        }
    }

    @Override
    public void backward() {
        T gradient = out.gradient();
        if (normalisation != null) {
            normalisation.backward(convolved, gradient, ofNorm());
        } else if (!block.isPlain()) {
            kernels.activationGradient(convolved, gradient, slope());
        }
        T part = !in.isDifferentiable()
                ? null
                : in.hasGradient() ? kernels.pool().take(in.shape()) : in.gradient();
        convolution.backward(in.data(), gradient, parameter("W"), parameter("b"), part);
        if (part != null && part != in.gradient()) {
            in.addGradient(part, kernels);
        }
        if (!block.isPlain()) {
            kernels.pool().give(convolved);
        }
        convolved = null;
        out.release();
    }
}
