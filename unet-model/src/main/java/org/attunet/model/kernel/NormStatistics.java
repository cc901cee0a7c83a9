package org.attunet.model.kernel;

import java.util.Arrays;

/**
 * Statistics of one activation {@code y}, and its normalisation by them: per set of planes {@code x̂ = (y − mean) / √(variance + ε)}, per channel
 * {@code gamma · x̂ + beta}; together an affine map of each plane.
 *
 * @param groups which planes share a set
 * @param voxels of a plane
 * @param gamma per channel
 * @param mean per set
 * @param variance per set, biased
 * @param scale per plane: {@code gamma / √(variance + ε)}
 * @param shift per plane: {@code beta − mean · scale}
 */
record NormStatistics(
        NormGroups groups,
        long voxels,
        double[] gamma,
        double[] mean,
        double[] variance,
        double[] scale,
        double[] shift) {

    /**
     * Of an activation that was measured.
     *
     * @param centre what deviations were summed about, per plane, equal within a set: {@link NormGroups#perPlane}
     * @param moments sums, and sums of squares about the centre, of every plane
     */
    static NormStatistics of(
            NormGroups groups, long voxels, double[] gamma, double[] beta, double[] centre, double[][] moments) {
        double count = (double) voxels * groups.planesOfSet();
        double[] centreOfSet = new double[groups.sets()];
        for (int plane = 0; plane < centre.length; plane++) {
            centreOfSet[groups.set(plane)] = centre[plane];
        }
        double[] mean = groups.total(moments[0]);
        double[] variance = groups.total(moments[1]);
        for (int set = 0; set < mean.length; set++) {
            mean[set] /= count;
            double offset = mean[set] - centreOfSet[set];
            variance[set] = Math.max(0, variance[set] / count - offset * offset);
        }
        double[] scale = new double[groups.planes()];
        double[] shift = new double[groups.planes()];
        for (int plane = 0; plane < scale.length; plane++) {
            int set = groups.set(plane);
            int channel = plane % groups.channels();
            scale[plane] = gamma[channel] / Math.sqrt(variance[set] + Normalisation.EPSILON);
            shift[plane] = beta[channel] - mean[set] * scale[plane];
        }
        return new NormStatistics(groups, voxels, gamma, mean, variance, scale, shift);
    }

    /** Mean of each plane's set. */
    double[] centre() {
        double[] centre = new double[groups.planes()];
        Arrays.setAll(centre, plane -> mean[groups.set(plane)]);
        return centre;
    }

    /** Variance with the divisor n − 1, as running statistics take it. */
    double[] unbiasedVariance() {
        double count = (double) voxels * groups.planesOfSet();
        return Arrays.stream(variance)
                .map(v -> v * count / Math.max(1, count - 1))
                .toArray();
    }

    /**
     * The backward pass: {@code dy = inverse · (gamma g − mean(gamma g) − x̂ · mean(gamma g x̂))}, written as scale · g + b · y + c of each
     * plane.
     *
     * @param b per plane
     * @param c per plane
     * @param gamma gradient by gamma, per channel
     * @param beta gradient by beta, per channel
     */
    record Backward(double[] b, double[] c, double[] gamma, double[] beta) {}

    /** What {@code {Σ g, Σ g (y − centre)}} of every plane lead to, {@code g} being the gradient by scale · y + shift. */
    Backward backward(double[][] sums) {
        int planes = groups.planes();
        double[] inverse = new double[planes];
        double[] weighted = new double[planes];
        double[] weightedHat = new double[planes];
        double[] dGamma = new double[groups.channels()];
        double[] dBeta = new double[groups.channels()];
        for (int plane = 0; plane < planes; plane++) {
            int channel = plane % groups.channels();
            inverse[plane] = 1 / Math.sqrt(variance[groups.set(plane)] + Normalisation.EPSILON);
            dBeta[channel] += sums[0][plane];
            dGamma[channel] += sums[1][plane] * inverse[plane];
            weighted[plane] = gamma[channel] * sums[0][plane];
            weightedHat[plane] = gamma[channel] * sums[1][plane] * inverse[plane];
        }
        double count = (double) voxels * groups.planesOfSet();
        double[] sum = groups.total(weighted);
        double[] sumHat = groups.total(weightedHat);
        double[] b = new double[planes];
        double[] c = new double[planes];
        for (int plane = 0; plane < planes; plane++) {
            int set = groups.set(plane);
            b[plane] = -inverse[plane] * inverse[plane] * sumHat[set] / count;
            c[plane] = -inverse[plane] * sum[set] / count - b[plane] * mean[set];
        }
        return new Backward(b, c, dGamma, dBeta);
    }
}
