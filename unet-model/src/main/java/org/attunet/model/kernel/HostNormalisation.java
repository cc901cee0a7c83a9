package org.attunet.model.kernel;

/** Normalisation whose sums come to the host: what becomes of them is computed there, in doubles. */
final class HostNormalisation<T> implements Normalisation<T> {
    private final HostKernels<T> kernels;
    private final NormGroups groups;
    private final long voxels;
    private final double slope;
    private NormStatistics statistics;

    /**
     * @param voxels of a plane
     * @param slope of the activation
     */
    HostNormalisation(HostKernels<T> kernels, NormGroups groups, long voxels, double slope) {
        this.kernels = kernels;
        this.groups = groups;
        this.voxels = voxels;
        this.slope = slope;
    }

    @Override
    public void forward(T y, Parameters<T> parameters, T out) {
        statistics = measure(y, parameters);
        if (parameters.mean() != null) {
            move(parameters.mean(), statistics.mean());
            move(parameters.variance(), statistics.unbiasedVariance());
        }
        kernels.affine(y, statistics.scale(), statistics.shift(), slope, out);
    }

    private NormStatistics measure(T y, Parameters<T> parameters) {
        double[] gamma = parameters.gamma().doubles();
        // Deviations are summed about a value near the mean: far from it, squares would cancel.
        double[] near = parameters.mean() == null
                ? new double[gamma.length]
                : parameters.mean().doubles();
        double[] centre = groups.perPlane(near);
        return NormStatistics.of(
                groups, voxels, gamma, parameters.beta().doubles(), centre, kernels.moments(y, centre));
    }

    private static void move(Parameter<?> statistic, double[] batch) {
        double[] running = statistic.doubles();
        for (int n = 0; n < running.length; n++) {
            running[n] = (1 - MOMENTUM) * running[n] + MOMENTUM * batch[n];
        }
        statistic.setValues(running);
    }

    @Override
    public void backward(T y, T gradient, Parameters<T> parameters) {
        double[] scale = statistics.scale();
        double[] shift = statistics.shift();
        NormStatistics.Backward back =
                statistics.backward(kernels.gradientMoments(y, gradient, scale, shift, statistics.centre(), slope));
        kernels.affineGradient(y, gradient, scale, shift, slope, back.b(), back.c());
        parameters.gamma().setGradient(back.gamma());
        parameters.beta().setGradient(back.beta());
    }
}
