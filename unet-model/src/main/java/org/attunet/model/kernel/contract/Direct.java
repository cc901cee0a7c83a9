package org.attunet.model.kernel.contract;

import java.util.Arrays;
import org.attunet.model.kernel.ClassSums;
import org.attunet.model.kernel.NormGroups;
import org.attunet.model.kernel.Shape;
import org.attunet.model.kernel.Stencil;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Kernels as their definitions read, one voxel after the other, in double. */
final class Direct {
    private Direct() {}

    static INDArray convolution(INDArray x, INDArray weights, double[] bias, Shape out, Stencil stencil) {
        INDArray w = weights.reshape('c', out.channels(), x.size(1), stencil.edge(), stencil.edge(), stencil.edge());
        INDArray y = Nd4j.create(DataType.DOUBLE, out.dimensions(), 'c');
        each(out, (n, o, at) -> {
            double sum = bias[o];
            for (int i = 0; i < x.size(1); i++) {
                sum += taps(x, w, n, i, o, at, stencil);
            }
            y.putScalar(new int[] {n, o, at[0], at[1], at[2]}, sum);
        });
        return y;
    }

    private static double taps(INDArray x, INDArray w, int n, int i, int o, int[] at, Stencil stencil) {
        double sum = 0;
        int edge = stencil.edge();
        for (int tap = 0; tap < edge * edge * edge; tap++) {
            int[] k = {tap / edge / edge, tap / edge % edge, tap % edge};
            long[] from = new long[3];
            boolean inside = true;
            for (int axis = 0; axis < 3; axis++) {
                from[axis] = (long) at[axis] * stencil.stride() + k[axis] - stencil.padding();
                inside &= from[axis] >= 0 && from[axis] < x.size(2 + axis);
            }
            if (inside) {
                sum += x.getDouble(n, i, from[0], from[1], from[2]) * w.getDouble(o, i, k[0], k[1], k[2]);
            }
        }
        return sum;
    }

    static INDArray maxima(INDArray x, Shape half) {
        INDArray y = Nd4j.create(DataType.DOUBLE, half.dimensions(), 'c');
        each(half, (n, c, at) -> {
            double largest = Double.NEGATIVE_INFINITY;
            for (int k = 0; k < 8; k++) {
                largest = Math.max(
                        largest, x.getDouble(n, c, 2L * at[0] + k / 4, 2L * at[1] + k / 2 % 2, 2L * at[2] + k % 2));
            }
            y.putScalar(new int[] {n, c, at[0], at[1], at[2]}, largest);
        });
        return y;
    }

    private interface Place {
        void accept(int sample, int channel, int[] at);
    }

    private static void each(Shape shape, Place body) {
        for (int plane = 0; plane < shape.samples() * shape.channels(); plane++) {
            for (int voxel = 0; voxel < shape.voxels(); voxel++) {
                int[] at = {voxel / shape.z() / shape.y(), voxel / shape.z() % shape.y(), voxel % shape.z()};
                body.accept(plane / shape.channels(), plane % shape.channels(), at);
            }
        }
    }

    /**
     * A normalisation and what follows it.
     *
     * @param mean of each set
     * @param unbiasedVariance of each set
     * @param steepest largest factor from an input to an output
     */
    record Normalised(INDArray out, double[] mean, double[] unbiasedVariance, double steepest) {}

    static Normalised normalised(INDArray y, NormGroups groups, double[] gamma, double[] beta, double slope) {
        INDArray out = y.castTo(DataType.DOUBLE).dup('c');
        int voxels = (int) y.length() / groups.planes();
        double count = (double) voxels * groups.planesOfSet();
        double[] mean = new double[groups.sets()];
        double[] squares = new double[groups.sets()];
        for (int n = 0; n < y.length(); n++) {
            mean[groups.set(n / voxels)] += out.data().getDouble(n) / count;
        }
        for (int n = 0; n < y.length(); n++) {
            int set = groups.set(n / voxels);
            squares[set] += Math.pow(out.data().getDouble(n) - mean[set], 2);
        }
        double steepest = 0;
        for (int n = 0; n < y.length(); n++) {
            int set = groups.set(n / voxels);
            int channel = n / voxels % groups.channels();
            double scale = gamma[channel] / Math.sqrt(squares[set] / count + 1e-5);
            steepest = Math.max(steepest, Math.abs(scale));
            double t = scale * (out.data().getDouble(n) - mean[set]) + beta[channel];
            out.data().put(n, t > 0 ? t : slope * t);
        }
        double[] unbiased =
                Arrays.stream(squares).map(s -> s / Math.max(1, count - 1)).toArray();
        return new Normalised(out, mean, unbiased, steepest);
    }

    /** In double, over each {@code classes} channels. */
    static INDArray softmax(INDArray z, int classes) {
        INDArray p = z.castTo(DataType.DOUBLE).dup('c');
        long voxels = z.size(2) * z.size(3) * z.size(4);
        long planes = z.size(0) * z.size(1);
        for (long first = 0; first < planes; first += classes) {
            for (long voxel = 0; voxel < voxels; voxel++) {
                double sum = 0;
                for (long c = first; c < first + classes; c++) {
                    sum += Math.exp(z.data().getDouble(c * voxels + voxel));
                }
                for (long c = first; c < first + classes; c++) {
                    p.data().put(c * voxels + voxel, Math.exp(z.data().getDouble(c * voxels + voxel)) / sum);
                }
            }
        }
        return p;
    }

    /** Of the softmax of logits. */
    static ClassSums classSums(INDArray z, INDArray labels, int classes) {
        INDArray p = softmax(z, classes);
        int planes = (int) (z.size(0) * z.size(1));
        int voxels = (int) p.length() / planes;
        ClassSums sums = ClassSums.zeros(planes);
        for (int n = 0; n < p.length(); n++) {
            int plane = n / voxels;
            double of = p.data().getDouble(n);
            sums.probability()[plane] += of;
            boolean most = true;
            for (int c = 0; c < classes; c++) {
                int other = plane - plane % classes + c;
                double against = p.data().getDouble((long) other * voxels + n % voxels);
                most &= other < plane ? of > against : of >= against;
            }
            sums.decided()[plane] += most ? 1 : 0;
            if (labels.data().getDouble(plane / z.size(1) * voxels + n % voxels) == plane % classes) {
                sums.overlap()[plane] += of;
                sums.labelled()[plane]++;
                sums.logarithm()[plane] += Math.log(of);
            }
        }
        return sums;
    }
}
