package org.attunet.model.execution;

import static org.attunet.model.network.Operation.ConvBlock.EPSILON;
import static org.attunet.model.network.Operation.ConvBlock.MOMENTUM;

import java.util.Optional;
import java.util.function.Function;
import org.attunet.model.kernel.ChannelAffine;
import org.attunet.model.kernel.Convolution;
import org.attunet.model.kernel.Epilogue;
import org.attunet.model.kernel.Kernels;
import org.attunet.model.kernel.Parameter;
import org.attunet.model.kernel.Shape;
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
    private Convolution.Prepared<T> prepared;
    private T convolved;
    private Normalisation normalisation;

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
        this.folded = kernels.convolution(
                in.shape(), block.out(), stencil, row, new Epilogue(true, false, isMeasured() ? 1 : slope()));
    }

    private double slope() {
        return block.activation().slope();
    }

    /** Statistics of the input itself stand between convolution and activation. */
    private boolean isMeasured() {
        return block.norm() == Norm.GROUP || block.norm() == Norm.INSTANCE;
    }

    private Parameter<T> parameter(String name) {
        return parameters.apply(name);
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
        T y = out.open();
        prepared.forward(in.data(), y);
        if (isMeasured()) {
            Normalisation measured = measure(y);
            kernels.affine(y, measured.scale(), measured.shift(), slope(), y);
        }
        in.read();
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
        normalisation = measure(convolved);
        if (block.norm() == Norm.BATCH) {
            move(parameter("mean"), normalisation.mean());
            move(parameter("var"), normalisation.unbiasedVariance());
        }
        if (block.isPlain()) {
            out.set(convolved);
        } else {
            kernels.affine(convolved, normalisation.scale(), normalisation.shift(), slope(), out.open());
        }
    }

    private Normalisation measure(T y) {
        Shape size = out.shape();
        NormGroups groups = new NormGroups(block.norm(), size.samples(), size.channels());
        if (block.norm() == Norm.NONE) {
            return Normalisation.none(groups);
        }
        double[] gamma = parameter("gamma").doubles();
        // Deviations are summed about a value near the mean: far from it, squares would cancel.
        double[] near = block.norm() == Norm.BATCH ? parameter("mean").doubles() : new double[gamma.length];
        double[] centre = groups.perPlane(near);
        return Normalisation.of(
                groups, size.voxels(), gamma, parameter("beta").doubles(), centre, kernels.moments(y, centre));
    }

    private static void move(Parameter<?> statistic, double[] batch) {
        double[] running = statistic.doubles();
        for (int n = 0; n < running.length; n++) {
            running[n] = (1 - MOMENTUM) * running[n] + MOMENTUM * batch[n];
        }
        statistic.setValues(running);
    }

    @Override
    public void backward() {
        T gradient = out.gradient();
        if (!block.isPlain()) {
            backwardNormalisation(gradient);
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

    /** In place. */
    private void backwardNormalisation(T gradient) {
        double[] scale = normalisation.scale();
        double[] shift = normalisation.shift();
        if (block.norm() == Norm.NONE) {
            kernels.affineGradient(convolved, gradient, scale, shift, slope(), shift, shift);
            return;
        }
        Normalisation.Backward back = normalisation.backward(
                kernels.gradientMoments(convolved, gradient, scale, shift, normalisation.centre(), slope()));
        kernels.affineGradient(convolved, gradient, scale, shift, slope(), back.b(), back.c());
        parameter("gamma").setGradient(back.gamma());
        parameter("beta").setGradient(back.beta());
    }
}
