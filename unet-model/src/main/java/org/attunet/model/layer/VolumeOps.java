package org.attunet.model.layer;

import static org.nd4j.linalg.indexing.NDArrayIndex.all;
import static org.nd4j.linalg.indexing.NDArrayIndex.interval;

import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The passes over activations that ND4J lacks at rank 5, in ND4J's own operations, for every data type and backend. All arrays are
 * dense, 'c' order [N, C, X, Y, Z]; a <i>plane</i> is one channel of one sample, numbered {@code n * C + c}. An <i>activation</i> is
 * linear with slope 1 above zero and {@code slope} below.
 */
public final class VolumeOps {
    private static final long LONGEST_STRETCH = 256;

    private VolumeOps() {}

    /** Whether arrays of this type are floats in host memory. */
    public static boolean isHost(DataType type) {
        return type == DataType.FLOAT
                && Nd4j.getExecutioner().getClass().getName().contains("Native");
    }

    private static INDArray matrix(INDArray x) {
        long planes = x.size(0) * x.size(1);
        return x.reshape('c', planes, x.length() / planes);
    }

    /** Of every plane; ND4J adds one number after the other, so only short stretches are added in floats. */
    private static double[] sums(INDArray matrix) {
        long voxels = matrix.size(1);
        long stretch = Math.min(LONGEST_STRETCH, Long.lowestOneBit(voxels));
        return matrix.reshape('c', matrix.length() / stretch, stretch)
                .sum(1)
                .castTo(DataType.DOUBLE)
                .reshape('c', matrix.size(0), voxels / stretch)
                .sum(1)
                .toDoubleVector();
    }

    private static INDArray column(double[] values, DataType type) {
        return Nd4j.createFromArray(values).castTo(type).reshape(values.length, 1);
    }

    /** Sum and sum of squares about {@code centre[plane]} of every plane: {@code {sums, squares}}. */
    public static double[][] moments(INDArray y, double[] centre) {
        INDArray m = matrix(y);
        INDArray centred = m.sub(column(centre, y.dataType()));
        return new double[][] {sums(m), sums(centred.mul(centred))};
    }

    /** {@code out = activation(scale[plane] · y + shift[plane])}; {@code out} may be {@code y}. */
    public static void affine(INDArray y, double[] scale, double[] shift, double slope, INDArray out) {
        INDArray t = matrix(y).mul(column(scale, y.dataType())).addi(column(shift, y.dataType()));
        matrix(out).assign(t.mul(slopes(t, slope)));
    }

    private static INDArray slopes(INDArray t, double slope) {
        return t.gt(0).castTo(t.dataType()).muli(1 - slope).addi(slope);
    }

    private static INDArray throughActivation(
            INDArray y, INDArray gradient, double[] scale, double[] shift, double slope) {
        INDArray t = matrix(y).mul(column(scale, y.dataType())).addi(column(shift, y.dataType()));
        return matrix(gradient).mul(slopes(t, slope));
    }

    /**
     * For {@code g = gradient · activation'(scale · y + shift)}: {@code {Σ g, Σ g (y − centre)}} of every plane.
     */
    public static double[][] gradientMoments(
            INDArray y, INDArray gradient, double[] scale, double[] shift, double[] centre, double slope) {
        INDArray g = throughActivation(y, gradient, scale, shift, slope);
        INDArray centred = matrix(y).sub(column(centre, y.dataType()));
        return new double[][] {sums(g), sums(centred.muli(g))};
    }

    /** {@code out = a[plane] · g + b[plane] · y + c[plane]} with {@code g} as in {@link #gradientMoments}. */
    public static void affineGradient(
            INDArray y,
            INDArray gradient,
            double[] scale,
            double[] shift,
            double slope,
            double[] a,
            double[] b,
            double[] c,
            INDArray out) {
        DataType type = y.dataType();
        INDArray g = throughActivation(y, gradient, scale, shift, slope);
        matrix(out)
                .assign(g.muli(column(a, type))
                        .addi(matrix(y).mul(column(b, type)))
                        .addi(column(c, type)));
    }

    /**
     * Trilinear upsampling by a whole factor, voxel centres at (o + ½) / factor − ½, edges clamped (PyTorch's
     * {@code align_corners=False}), into the channels of {@code out} from {@code channel} on.
     */
    public static void upsample(INDArray x, int factor, INDArray out, int channel) {
        channels(out, channel, x.size(1)).assign(alongAllAxes(x, factor, false));
    }

    /** The adjoint of {@link #upsample}: reads those channels of {@code gradient}, fills {@code dx}. */
    public static void upsampleAdjoint(INDArray gradient, int channel, int factor, INDArray dx) {
        dx.assign(alongAllAxes(channels(gradient, channel, dx.size(1)).dup('c'), factor, true));
    }

    private static INDArray channels(INDArray x, long first, long count) {
        return x.get(all(), interval(first, first + count), all(), all(), all());
    }

    /** Each turn interpolates the first spatial axis and moves it to the end; after three turns the axes are in order again. */
    private static INDArray alongAllAxes(INDArray x, int factor, boolean adjoint) {
        long planes = x.size(0) * x.size(1);
        INDArray turned = x.reshape('c', planes, x.size(2), x.size(3), x.size(4));
        for (int axis = 0; axis < 3; axis++) {
            long n = turned.size(1);
            INDArray weights = adjoint
                    ? LinearWeights.matrix((int) n / factor, factor, x.dataType())
                            .transpose()
                    : LinearWeights.matrix((int) n, factor, x.dataType());
            long rest = turned.size(2) * turned.size(3);
            INDArray rows =
                    turned.reshape('c', planes, n, rest).permute(0, 2, 1).dup('c');
            turned = rows.reshape('c', planes * rest, n)
                    .mmul(weights)
                    .dup('c')
                    .reshape('c', planes, turned.size(2), turned.size(3), weights.size(1));
        }
        return turned.reshape('c', x.size(0), x.size(1), turned.size(1), turned.size(2), turned.size(3));
    }

    /** {@code x · alpha} ([N, 1, X, Y, Z], over all channels) into the first channels of {@code out}. */
    public static void gate(INDArray x, INDArray alpha, INDArray out) {
        channels(out, 0, x.size(1)).assign(x.mul(alpha));
    }

    /** Backward of {@link #gate}: {@code dx = gradient · alpha}, {@code dalpha = Σ_c gradient · x}. */
    public static void gateAdjoint(INDArray gradient, INDArray x, INDArray alpha, INDArray dx, INDArray dalpha) {
        INDArray g = channels(gradient, 0, x.size(1));
        dx.assign(g.mul(alpha));
        dalpha.assign(g.mul(x).sum(true, 1));
    }
}
