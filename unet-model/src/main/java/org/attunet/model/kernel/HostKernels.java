package org.attunet.model.kernel;

/** Kernels whose sums over planes come to the host, in doubles; what is made of them there goes back, and so do seeds. */
public interface HostKernels<T> extends Kernels<T> {
    @Override
    default Normalisation<T> normalisation(Shape size, NormGroups groups, double slope) {
        return new HostNormalisation<>(this, groups, size.voxels(), slope);
    }

    @Override
    default ClassScores<T> classScores(Shape size, ClassLoss loss) {
        return new HostClassScores<>(this, loss);
    }

    @Override
    default Dropping<T> dropping(double kept) {
        return new HostDropping<>(this, kept);
    }

    /** {@code {Σ y, Σ (y − centre)²}} of every plane. */
    double[][] moments(T y, double[] centre);

    /** {@code out = activation(scale · y + shift)} by plane; {@code out} may be {@code y}. */
    void affine(T y, double[] scale, double[] shift, double slope, T out);

    /** For {@code g = gradient · activation'(scale · y + shift)}: {@code {Σ g, Σ g (y − centre)}} of every plane. */
    double[][] gradientMoments(T y, T gradient, double[] scale, double[] shift, double[] centre, double slope);

    /** {@code gradient = scale · g + b · y + c} by plane, in place, with {@code g} as in {@link #gradientMoments}. */
    void affineGradient(T y, T gradient, double[] scale, double[] shift, double slope, double[] b, double[] c);

    /**
     * Sums of stacked probabilities.
     *
     * @param labels class indices [N, 1, X, Y, Z]
     * @param logs whether logarithms are summed too
     */
    ClassSums classSums(T probabilities, T labels, int classes, boolean logs);

    /**
     * From the gradients by each of the {@link ClassSums}, the gradient by the logits, in place of the probabilities: {@code p_c (s_c −
     * Σ_k p_k s_k) + by.logarithm_label (y_c − p_c)} with {@code s = by.probability + y · by.overlap}.
     */
    void softmaxGradient(T probabilities, T labels, int classes, ClassSums by);

    /** What a mask leaves of {@code x}; {@code out} may be {@code x}. */
    void dropout(T x, DropoutMask mask, T out);
}
