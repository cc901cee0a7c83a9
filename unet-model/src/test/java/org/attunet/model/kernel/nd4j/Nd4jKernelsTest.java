package org.attunet.model.kernel.nd4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.nd4j.linalg.indexing.NDArrayIndex.all;
import static org.nd4j.linalg.indexing.NDArrayIndex.interval;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.attunet.model.graph.Goldens;
import org.attunet.model.kernel.Shape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Against PyTorch, and against sums over single voxels. */
class Nd4jKernelsTest {
    private static final Nd4jKernels KERNELS = new Nd4jKernels(null);

    private static final int N = 2;
    private static final int C = 3;
    private static final long[] SHAPE = {N, C, 13, 17, 11};

    private static INDArray random(int seed, long... shape) {
        Nd4j.getRandom().setSeed(seed);
        return Nd4j.randn(DataType.FLOAT, shape);
    }

    /** Into the channels of {@code out} from {@code channel} on; the others stay as they are. */
    private static void upsample(INDArray x, int factor, INDArray out, int channel) {
        List<INDArray> parts = new ArrayList<>(List.of(x));
        List<Integer> factors = new ArrayList<>(List.of(factor));
        long behind = channel + x.size(1);
        if (channel > 0) {
            parts.add(0, out.get(all(), interval(0, channel)).dup('c'));
            factors.add(0, 1);
        }
        if (behind < out.size(1)) {
            parts.add(out.get(all(), interval(behind, out.size(1))).dup('c'));
            factors.add(1);
        }
        KERNELS.concat(parts, factors, null, out);
    }

    private static double[] perPlane(int seed) {
        return new Random(seed).doubles(N * C, -1, 1).toArray();
    }

    private static void same(INDArray found, INDArray expected, double tolerance) {
        assertThat(found.shape()).isEqualTo(expected.shape());
        assertThat(found.sub(expected).amaxNumber().doubleValue()).isLessThanOrEqualTo(tolerance);
    }

    private static void same(double[][] found, double[][] expected) {
        for (int n = 0; n < found.length; n++) {
            for (int plane = 0; plane < found[n].length; plane++) {
                assertThat(found[n][plane]).isCloseTo(expected[n][plane], within(2e-2));
            }
        }
    }

    @Test
    void upsamplingIsTorchsTrilinearWithoutAlignedCorners() {
        INDArray x = Goldens.operation("x", DataType.FLOAT);
        for (int factor : new int[] {2, 4}) {
            INDArray expected = Goldens.operation("upsample" + factor, DataType.FLOAT);
            INDArray out = expected.ulike();
            upsample(x, factor, out, 0);
            same(out, expected, 1e-6);
        }
    }

    @Test
    void upsamplingInDoubleIsTorchsToo() {
        INDArray expected = Goldens.operation("upsample4", DataType.DOUBLE);
        INDArray out = expected.ulike();
        upsample(Goldens.operation("x", DataType.DOUBLE), 4, out, 0);
        same(out, expected, 1e-6);
    }

    @Test
    void upsamplingLeavesOtherChannelsAlone() {
        INDArray out = Nd4j.ones(DataType.FLOAT, 1, 4, 2, 4, 6);
        upsample(Nd4j.zeros(DataType.FLOAT, 1, 2, 1, 2, 3), 2, out, 1);
        assertThat(out.sum(0, 2, 3, 4).toDoubleVector()).containsExactly(48, 0, 0, 48);
    }

    /** {@code ⟨up(x), g⟩ = ⟨x, adjoint(g)⟩}. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 8})
    void adjointIsTheTransposeOfUpsampling(int factor) {
        INDArray x = random(1, 2, 3, 3, 1, 5);
        INDArray up = Nd4j.create(DataType.FLOAT, 2, 4, 3L * factor, factor, 5L * factor);
        INDArray g = random(2, up.shape());
        upsample(x, factor, up, 1);
        INDArray dx = x.ulike();
        KERNELS.upsampleAdjoint(g, 1, factor, dx, false);
        double left = up.mul(g).sumNumber().doubleValue();
        double right = x.mul(dx).sumNumber().doubleValue();
        assertThat(left).isCloseTo(right, within(1e-5 * (1 + Math.abs(left))));
    }

    /** Intermediate results lie in a workspace that the next part of a pass writes over. */
    @Test
    void whatIsTakenOutlastsThePartOfAPass() {
        Nd4jKernels kernels = new Nd4jKernels(new ArrayPool(DataType.FLOAT));
        INDArray[] taken = new INDArray[1];
        kernels.run(() -> taken[0] = kernels.pool().take(new Shape(1, 1, 2, 2, 2)));
        assertThat(taken[0].isAttached()).isFalse();
    }

    @Test
    void momentsFarFromZeroDoNotCancel() {
        INDArray y = random(5, SHAPE).addi(1000);
        double[] centre = new double[N * C];
        Arrays.fill(centre, 1000);
        double voxels = 13 * 17 * 11;
        assertThat(KERNELS.moments(y, centre)[1][0] / voxels).isBetween(0.9, 1.1);
    }

    /** Far from the implementation: one voxel after the other, in double. */
    @ParameterizedTest
    @ValueSource(doubles = {0, 0.01, 1})
    void activationAndItsGradientAreThoseOfEachVoxel(double slope) {
        INDArray y = random(6, SHAPE);
        INDArray g = random(10, SHAPE);
        double[] scale = perPlane(7);
        double[] shift = perPlane(8);
        double[] centre = perPlane(13);
        INDArray activated = y.ulike();
        KERNELS.affine(y, scale, shift, slope, activated);
        INDArray gradient = g.dup();
        KERNELS.affineGradient(y, gradient, scale, shift, slope, shift, centre);
        double[][] sums = KERNELS.gradientMoments(y, g, scale, shift, centre, slope);

        int voxels = 13 * 17 * 11;
        double[][] expected = new double[2][N * C];
        float[] ys = y.data().asFloat();
        float[] gs = g.data().asFloat();
        for (int n = 0; n < ys.length; n++) {
            int plane = n / voxels;
            double t = scale[plane] * ys[n] + shift[plane];
            double through = gs[n] * (t > 0 ? 1 : slope);
            expected[0][plane] += through;
            expected[1][plane] += through * (ys[n] - centre[plane]);
            assertThat(activated.data().getDouble(n)).isCloseTo(t > 0 ? t : slope * t, within(1e-5));
            assertThat(gradient.data().getDouble(n))
                    .isCloseTo(scale[plane] * through + shift[plane] * ys[n] + centre[plane], within(1e-5));
        }
        same(sums, expected);
    }

    @Test
    void gatingWeighsEveryChannelByTheMap() {
        INDArray x = random(14, SHAPE);
        INDArray alpha = random(15, N, 1, 13, 17, 11);
        INDArray g = random(16, N, C + 2, 13, 17, 11);
        INDArray out = g.dup('c');
        KERNELS.concat(List.of(x, g.get(all(), interval(C, C + 2)).dup('c')), List.of(1, 1), alpha, out);
        INDArray dx = x.ulike();
        INDArray dalpha = alpha.ulike();
        KERNELS.gateAdjoint(g, x, alpha, dx, dalpha, false);
        double summed = 0;
        for (int c = 0; c < C; c++) {
            assertThat(out.getDouble(1, c, 4, 5, 6))
                    .isCloseTo(x.getDouble(1, c, 4, 5, 6) * alpha.getDouble(1, 0, 4, 5, 6), within(1e-6));
            assertThat(dx.getDouble(1, c, 4, 5, 6))
                    .isCloseTo(g.getDouble(1, c, 4, 5, 6) * alpha.getDouble(1, 0, 4, 5, 6), within(1e-6));
            summed += g.getDouble(1, c, 4, 5, 6) * x.getDouble(1, c, 4, 5, 6);
        }
        assertThat(dalpha.getDouble(1, 0, 4, 5, 6)).isCloseTo(summed, within(1e-5));
        assertThat(out.getDouble(1, C, 4, 5, 6)).isEqualTo(g.getDouble(1, C, 4, 5, 6));
    }
}
