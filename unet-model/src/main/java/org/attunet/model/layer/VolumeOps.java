package org.attunet.model.layer;

import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The passes over activations that ND4J lacks or does slowly at rank 5. All arrays are dense, 'c' order [N, C, X, Y, Z]; a
 * <i>plane</i> is one channel of one sample, numbered {@code n * C + c}. An <i>activation</i> is linear with slope 1 above zero
 * and {@code slope} below. Two implementations give the same numbers up to rounding: {@link HostOps} and {@link Nd4jOps}.
 */
public interface VolumeOps {
    /** Floats in host memory take the direct passes, everything else (double, GPU) ND4J's operations. */
    static VolumeOps of(DataType type) {
        return isHost(type) ? HostOps.INSTANCE : Nd4jOps.INSTANCE;
    }

    /** Whether arrays of this type are floats in host memory. */
    static boolean isHost(DataType type) {
        return type == DataType.FLOAT
                && Nd4j.getExecutioner().getClass().getName().contains("Native");
    }

    /** Sum and sum of squares about {@code centre[plane]} of every plane: {@code {sums, squares}}. */
    double[][] moments(INDArray y, double[] centre);

    /** {@code out = activation(scale[plane] · y + shift[plane])}; {@code out} may be {@code y}. */
    void affine(INDArray y, double[] scale, double[] shift, double slope, INDArray out);

    /**
     * For {@code g = gradient · activation'(scale · y + shift)}: {@code {Σ g, Σ g (y − centre)}} of every plane.
     */
    double[][] gradientMoments(
            INDArray y, INDArray gradient, double[] scale, double[] shift, double[] centre, double slope);

    /** {@code out = a[plane] · g + b[plane] · y + c[plane]} with {@code g} as in {@link #gradientMoments}. */
    void affineGradient(
            INDArray y,
            INDArray gradient,
            double[] scale,
            double[] shift,
            double slope,
            double[] a,
            double[] b,
            double[] c,
            INDArray out);

    /**
     * Trilinear upsampling by a whole factor, voxel centres at (o + ½) / factor − ½, edges clamped (PyTorch's
     * {@code align_corners=False}), into the channels of {@code out} from {@code channel} on.
     */
    void upsample(INDArray x, int factor, INDArray out, int channel);

    /** The adjoint of {@link #upsample}: reads those channels of {@code gradient}, fills {@code dx}. */
    void upsampleAdjoint(INDArray gradient, int channel, int factor, INDArray dx);

    /** {@code x · alpha} ([N, 1, X, Y, Z], over all channels) into the first channels of {@code out}. */
    void gate(INDArray x, INDArray alpha, INDArray out);

    /** Backward of {@link #gate}: {@code dx = gradient · alpha}, {@code dalpha = Σ_c gradient · x}. */
    void gateAdjoint(INDArray gradient, INDArray x, INDArray alpha, INDArray dx, INDArray dalpha);
}
