package org.attunet.model.layer;

import static org.nd4j.linalg.indexing.NDArrayIndex.all;
import static org.nd4j.linalg.indexing.NDArrayIndex.interval;

import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** The same passes in ND4J's own operations, for every data type and backend. Activations are seen as [planes, voxels]. */
final class Nd4jOps implements VolumeOps {
    static final Nd4jOps INSTANCE = new Nd4jOps();

    private Nd4jOps() {}

    private static INDArray matrix(INDArray x) {
        long planes = x.size(0) * x.size(1);
        return x.reshape('c', planes, x.length() / planes);
    }

    private static INDArray column(double[] values, DataType type) {
        return Nd4j.createFromArray(values).castTo(type).reshape(values.length, 1);
    }

    @Override
    public double[][] moments(INDArray y, double[] centre) {
        INDArray m = matrix(y);
        INDArray centred = m.sub(column(centre, y.dataType()));
        return new double[][] {
            m.sum(1).toDoubleVector(), centred.mul(centred).sum(1).toDoubleVector()
        };
    }

    @Override
    public void affine(INDArray y, double[] scale, double[] shift, double slope, INDArray out) {
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

    @Override
    public double[][] gradientMoments(
            INDArray y, INDArray gradient, double[] scale, double[] shift, double[] centre, double slope) {
        INDArray g = throughActivation(y, gradient, scale, shift, slope);
        INDArray centred = matrix(y).sub(column(centre, y.dataType()));
        return new double[][] {g.sum(1).toDoubleVector(), centred.muli(g).sum(1).toDoubleVector()};
    }

    @Override
    public void affineGradient(
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

    @Override
    public void upsample(INDArray x, int factor, INDArray out, int channel) {
        channels(out, channel, x.size(1)).assign(alongAllAxes(x, factor, false));
    }

    @Override
    public void upsampleAdjoint(INDArray gradient, int channel, int factor, INDArray dx) {
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

    @Override
    public void gate(INDArray x, INDArray alpha, INDArray out) {
        channels(out, 0, x.size(1)).assign(x.mul(alpha));
    }

    @Override
    public void gateAdjoint(INDArray gradient, INDArray x, INDArray alpha, INDArray dx, INDArray dalpha) {
        INDArray g = channels(gradient, 0, x.size(1));
        dx.assign(g.mul(alpha));
        dalpha.assign(g.mul(x).sum(true, 1));
    }
}
