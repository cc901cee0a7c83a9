package org.attunet.model.layer;

import java.util.Arrays;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The normalisation of one activation {@code y}: per set of planes {@code x̂ = (y − mean) / √(variance + ε)}, per channel
 * {@code gamma · x̂ + beta}; together an affine map of each plane.
 *
 * @param statistics which planes share a set
 * @param voxels voxels of a plane
 * @param gamma per channel
 * @param mean per set
 * @param variance per set, biased
 * @param scale per plane: {@code gamma / √(variance + ε)}
 * @param shift per plane: {@code beta − mean · scale}
 */
public record Normalisation(
        Statistics statistics,
        long voxels,
        double[] gamma,
        double[] mean,
        double[] variance,
        double[] scale,
        double[] shift) {

    /** Gradients of the loss by gamma and beta, per channel. */
    public record Gradients(double[] gamma, double[] beta) {}

    /** Nothing changes. */
    public static Normalisation none(Statistics statistics) {
        double[] ones = new double[statistics.planes()];
        Arrays.fill(ones, 1);
        double[] zeros = new double[statistics.planes()];
        return new Normalisation(statistics, 0, ones, zeros, ones, ones, zeros);
    }

    /** Measures {@code y}; {@code near} is a guess of each channel's mean. */
    static Normalisation of(INDArray y, Statistics statistics, double[] gamma, double[] beta, double[] near) {
        double[] centre = statistics.perPlane(near);
        return of(statistics, y.length() / statistics.planes(), gamma, beta, centre, VolumeOps.moments(y, centre));
    }

    /**
     * The normalisation of an activation that was measured.
     *
     * @param centre what deviations were summed about, per plane, equal within a set: {@link Statistics#perPlane}
     * @param moments sums, and sums of squares about the centre, of every plane
     */
    public static Normalisation of(
            Statistics statistics, long voxels, double[] gamma, double[] beta, double[] centre, double[][] moments) {
        double count = (double) voxels * statistics.planesOfSet();
        double[] centreOfSet = new double[statistics.sets()];
        for (int plane = 0; plane < centre.length; plane++) {
            centreOfSet[statistics.set(plane)] = centre[plane];
        }
        double[] mean = statistics.total(moments[0]);
        double[] variance = statistics.total(moments[1]);
        for (int set = 0; set < mean.length; set++) {
            mean[set] /= count;
            double offset = mean[set] - centreOfSet[set];
            variance[set] = Math.max(0, variance[set] / count - offset * offset);
        }
        double[] scale = new double[statistics.planes()];
        double[] shift = new double[statistics.planes()];
        for (int plane = 0; plane < scale.length; plane++) {
            int set = statistics.set(plane);
            int channel = plane % statistics.channels();
            scale[plane] = gamma[channel] / Math.sqrt(variance[set] + ConvUnit.EPSILON);
            shift[plane] = beta[channel] - mean[set] * scale[plane];
        }
        return new Normalisation(statistics, voxels, gamma, mean, variance, scale, shift);
    }

    /** Mean of each plane's set. */
    public double[] centre() {
        double[] centre = new double[statistics.planes()];
        Arrays.setAll(centre, plane -> mean[statistics.set(plane)]);
        return centre;
    }

    /** Variance with the divisor n − 1, as running statistics take it. */
    public double[] unbiasedVariance() {
        double count = (double) voxels * statistics.planesOfSet();
        return Arrays.stream(variance)
                .map(v -> v * count / Math.max(1, count - 1))
                .toArray();
    }

    /** Fills {@code dy} with the gradient by {@code y}, given that by the activation's output. */
    Gradients backward(INDArray y, INDArray gradient, double slope, INDArray dy) {
        if (voxels == 0) {
            VolumeOps.affineGradient(y, gradient, scale, shift, slope, scale, shift, shift, dy);
            return new Gradients(new double[0], new double[0]);
        }
        Backward back = backward(VolumeOps.gradientMoments(y, gradient, scale, shift, centre(), slope));
        VolumeOps.affineGradient(y, gradient, scale, shift, slope, scale, back.b(), back.c(), dy);
        return back.gradients();
    }

    /**
     * The way back: {@code dy = inverse · (gamma g − mean(gamma g) − x̂ · mean(gamma g x̂))}, written as scale · g + b · y + c of each
     * plane.
     *
     * @param b per plane
     * @param c per plane
     * @param gradients by gamma and beta
     */
    public record Backward(double[] b, double[] c, Gradients gradients) {}

    /** What {@code {Σ g, Σ g (y − centre)}} of every plane lead to, {@code g} being the gradient by scale · y + shift. */
    public Backward backward(double[][] sums) {
        int planes = statistics.planes();
        double[] inverse = new double[planes];
        double[] weighted = new double[planes];
        double[] weightedHat = new double[planes];
        double[] dGamma = new double[statistics.channels()];
        double[] dBeta = new double[statistics.channels()];
        for (int plane = 0; plane < planes; plane++) {
            int channel = plane % statistics.channels();
            inverse[plane] = 1 / Math.sqrt(variance[statistics.set(plane)] + ConvUnit.EPSILON);
            dBeta[channel] += sums[0][plane];
            dGamma[channel] += sums[1][plane] * inverse[plane];
            weighted[plane] = gamma[channel] * sums[0][plane];
            weightedHat[plane] = gamma[channel] * sums[1][plane] * inverse[plane];
        }
        double count = (double) voxels * statistics.planesOfSet();
        double[] sum = statistics.total(weighted);
        double[] sumHat = statistics.total(weightedHat);
        double[] b = new double[planes];
        double[] c = new double[planes];
        for (int plane = 0; plane < planes; plane++) {
            int set = statistics.set(plane);
            b[plane] = -inverse[plane] * inverse[plane] * sumHat[set] / count;
            c[plane] = -inverse[plane] * sum[set] / count - b[plane] * mean[set];
        }
        return new Backward(b, c, new Gradients(dGamma, dBeta));
    }
}
