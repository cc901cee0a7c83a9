package org.attunet.model.engine;

import java.util.Map;
import org.attunet.model.Norm;
import org.attunet.model.layer.ConvUnit;
import org.attunet.model.layer.Convolution.Kernel;
import org.attunet.model.layer.Normalisation;
import org.attunet.model.layer.Statistics;
import org.bytedeco.javacpp.FloatPointer;

/** A convolution, its normalisation and its activation. */
final class UnitStep implements Step {
    private final Dnn dnn;
    private final ConvUnit unit;
    private final Map<String, Parameter> parameters;
    private final Value in;
    private final Value out;
    private final VolumeConvolution convolution;
    private final VolumeConvolution folded;
    private FloatPointer foldedWeights;
    private FloatPointer foldedBias;
    private Voxels convolved;
    private Normalisation normalisation;

    /**
     * @param parameters by name without the layer's
     */
    UnitStep(Dnn dnn, ConvUnit unit, Map<String, Parameter> parameters, Value in, Value out) {
        this.dnn = dnn;
        this.unit = unit;
        this.parameters = parameters;
        this.in = in;
        this.out = out;
        Kernel kernel = Kernel.same(unit.kernel());
        this.convolution = VolumeConvolution.of(dnn, in.extent(), (int) unit.getNOut(), kernel, Ending.BIAS);
        this.folded = VolumeConvolution.of(
                dnn, in.extent(), (int) unit.getNOut(), kernel, new Ending(true, false, foldedSlope()));
    }

    private double slope() {
        return unit.activation().slope();
    }

    /** Statistics of the input itself stand between convolution and activation. */
    private boolean isMeasured() {
        return unit.norm() == Norm.GROUP || unit.norm() == Norm.INSTANCE;
    }

    private double foldedSlope() {
        return isMeasured() ? 1 : slope();
    }

    /** Neither normalised nor bent: the convolution's output is the unit's. */
    private boolean isPlain() {
        return unit.norm() == Norm.NONE && slope() == 1;
    }

    private Parameter parameter(String name) {
        return parameters.get(name);
    }

    /** Lets go of weights made from parameters that have changed since. */
    void parametersChanged() {
        if (foldedWeights != null) {
            dnn.arena().give(foldedWeights);
            dnn.arena().give(foldedBias);
            foldedWeights = null;
        }
    }

    @Override
    public void infer() {
        if (foldedWeights == null) {
            fold();
        }
        Voxels y = out.open();
        folded.forwardPrepared(in.data(), foldedWeights, foldedBias, y);
        if (isMeasured()) {
            Normalisation measured = measure(y);
            Passes.affine(y, measured.scale(), measured.shift(), slope(), y);
        }
        in.read();
    }

    /** Batch norm with running statistics is an affine map of each channel, so it goes into the weights. */
    private void fold() {
        float[] weights = parameter("W").floats();
        float[] bias = parameter("b").floats();
        if (unit.norm() == Norm.BATCH) {
            float[] gamma = parameter("gamma").floats();
            float[] beta = parameter("beta").floats();
            float[] mean = parameter("mean").floats();
            float[] variance = parameter("var").floats();
            int row = weights.length / bias.length;
            for (int o = 0; o < bias.length; o++) {
                double scale = gamma[o] / Math.sqrt(variance[o] + ConvUnit.EPSILON);
                bias[o] = (float) ((bias[o] - mean[o]) * scale + beta[o]);
                for (int n = o * row; n < (o + 1) * row; n++) {
                    weights[n] = (float) (weights[n] * scale);
                }
            }
        }
        FloatPointer plain = dnn.arena().take(weights.length);
        plain.put(weights);
        foldedWeights = folded.prepare(plain);
        dnn.arena().give(plain);
        foldedBias = dnn.arena().take(bias.length);
        foldedBias.put(bias);
    }

    @Override
    public void forward() {
        convolved = dnn.arena().voxels(out.extent());
        convolution.forward(in.data(), parameter("W").address(), parameter("b").address(), convolved);
        normalisation = measure(convolved);
        if (unit.norm() == Norm.BATCH) {
            move("mean", normalisation.mean());
            move("var", normalisation.unbiasedVariance());
        }
        if (isPlain()) {
            out.set(convolved);
        } else {
            Passes.affine(convolved, normalisation.scale(), normalisation.shift(), slope(), out.open());
        }
    }

    private Normalisation measure(Voxels y) {
        Extent size = y.extent();
        Statistics statistics = new Statistics(unit.norm(), size.samples(), size.channels());
        if (unit.norm() == Norm.NONE) {
            return Normalisation.none(statistics);
        }
        double[] gamma = parameter("gamma").doubles();
        // Deviations are summed about a value near the mean: far from it, squares would cancel.
        double[] near = unit.norm() == Norm.BATCH ? parameter("mean").doubles() : new double[gamma.length];
        double[] centre = statistics.perPlane(near);
        return Normalisation.of(
                statistics, size.voxels(), gamma, parameter("beta").doubles(), centre, Passes.moments(y, centre));
    }

    private void move(String name, double[] batch) {
        double[] running = parameter(name).doubles();
        for (int n = 0; n < running.length; n++) {
            running[n] = (1 - ConvUnit.MOMENTUM) * running[n] + ConvUnit.MOMENTUM * batch[n];
        }
        parameter(name).setValues(running);
    }

    @Override
    public void backward() {
        Voxels gradient = out.gradient();
        if (!isPlain()) {
            throughNormalisation(gradient);
        }
        convolution.backwardWeights(
                in.data(), gradient, parameter("W").gradient(), parameter("b").gradient());
        if (in.isDifferentiable()) {
            Voxels part = in.hasGradient() ? dnn.arena().voxels(in.extent()) : in.gradient();
            convolution.backwardData(gradient, parameter("W").address(), part);
            if (part != in.gradient()) {
                in.addGradient(part);
            }
        }
        if (!isPlain()) {
            dnn.arena().give(convolved);
        }
        convolved = null;
        out.release();
    }

    /** In place. */
    private void throughNormalisation(Voxels gradient) {
        double[] scale = normalisation.scale();
        double[] shift = normalisation.shift();
        if (unit.norm() == Norm.NONE) {
            Passes.affineGradient(convolved, gradient, scale, shift, slope(), shift, shift, gradient);
            return;
        }
        Normalisation.Backward back = normalisation.backward(
                Passes.gradientMoments(convolved, gradient, scale, shift, normalisation.centre(), slope()));
        Passes.affineGradient(convolved, gradient, scale, shift, slope(), back.b(), back.c(), gradient);
        parameter("gamma").setGradient(back.gradients().gamma());
        parameter("beta").setGradient(back.gradients().beta());
    }
}
