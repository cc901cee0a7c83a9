package org.attunet.model.layer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.attunet.model.Goldens;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** The two implementations against PyTorch and against each other. Planes here are longer than one chunk of the direct passes. */
class VolumeOpsTest {
    private static final int N = 2;
    private static final int C = 3;
    private static final long[] SHAPE = {N, C, 13, 17, 11};

    static Stream<VolumeOps> both() {
        return Stream.of(HostOps.INSTANCE, Nd4jOps.INSTANCE);
    }

    private static INDArray random(int seed, long... shape) {
        Nd4j.getRandom().setSeed(seed);
        return Nd4j.randn(DataType.FLOAT, shape);
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
                assertThat(found[n][plane]).isCloseTo(expected[n][plane], org.assertj.core.data.Offset.offset(2e-2));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("both")
    void upsamplingIsTorchsTrilinearWithoutAlignedCorners(VolumeOps ops) {
        INDArray x = Goldens.operation("x", DataType.FLOAT);
        for (int factor : new int[] {2, 4}) {
            INDArray expected = Goldens.operation("upsample" + factor, DataType.FLOAT);
            INDArray out = expected.ulike();
            ops.upsample(x, factor, out, 0);
            same(out, expected, 1e-6);
        }
    }

    @Test
    void upsamplingInDoubleIsTorchsToo() {
        INDArray expected = Goldens.operation("upsample4", DataType.DOUBLE);
        INDArray out = expected.ulike();
        VolumeOps.of(DataType.DOUBLE).upsample(Goldens.operation("x", DataType.DOUBLE), 4, out, 0);
        same(out, expected, 1e-6);
    }

    @ParameterizedTest
    @MethodSource("both")
    void upsamplingLeavesOtherChannelsAlone(VolumeOps ops) {
        INDArray out = Nd4j.ones(DataType.FLOAT, 1, 4, 2, 4, 6);
        ops.upsample(Nd4j.zeros(DataType.FLOAT, 1, 2, 1, 2, 3), 2, out, 1);
        assertThat(out.sum(0, 2, 3, 4).toDoubleVector()).containsExactly(48, 0, 0, 48);
    }

    /** {@code ⟨up(x), g⟩ = ⟨x, adjoint(g)⟩}. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 8})
    void adjointIsTheTransposeOfUpsampling(int factor) {
        both().forEach(ops -> {
            INDArray x = random(1, 2, 3, 3, 1, 5);
            INDArray up = Nd4j.create(DataType.FLOAT, 2, 4, 3L * factor, factor, 5L * factor);
            INDArray g = random(2, up.shape());
            ops.upsample(x, factor, up, 1);
            INDArray dx = x.ulike();
            ops.upsampleAdjoint(g, 1, factor, dx);
            double left = up.mul(g).sumNumber().doubleValue();
            double right = x.mul(dx).sumNumber().doubleValue();
            assertThat(left).isCloseTo(right, org.assertj.core.data.Offset.offset(1e-5 * (1 + Math.abs(left))));
        });
    }

    @Test
    void bothTakeTheSameMoments() {
        INDArray y = random(3, SHAPE);
        double[] centre = perPlane(4);
        same(HostOps.INSTANCE.moments(y, centre), Nd4jOps.INSTANCE.moments(y, centre));
    }

    @Test
    void momentsFarFromZeroDoNotCancel() {
        INDArray y = random(5, SHAPE).addi(1000);
        double[] centre = new double[N * C];
        Arrays.fill(centre, 1000);
        double voxels = 13 * 17 * 11;
        both().forEach(ops -> assertThat(ops.moments(y, centre)[1][0] / voxels).isBetween(0.9, 1.1));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.01, 1})
    void bothActivateAlike(double slope) {
        INDArray y = random(6, SHAPE);
        INDArray one = y.ulike();
        INDArray other = y.ulike();
        HostOps.INSTANCE.affine(y, perPlane(7), perPlane(8), slope, one);
        Nd4jOps.INSTANCE.affine(y, perPlane(7), perPlane(8), slope, other);
        same(one, other, 1e-6);
        HostOps.INSTANCE.affine(y, perPlane(7), perPlane(8), slope, y);
        same(y, other, 1e-6);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.01, 1})
    void bothPassGradientsAlike(double slope) {
        INDArray y = random(9, SHAPE);
        INDArray g = random(10, SHAPE);
        double[] scale = perPlane(11);
        double[] shift = perPlane(12);
        double[] centre = perPlane(13);
        same(
                HostOps.INSTANCE.gradientMoments(y, g, scale, shift, centre, slope),
                Nd4jOps.INSTANCE.gradientMoments(y, g, scale, shift, centre, slope));
        INDArray one = y.ulike();
        INDArray other = y.ulike();
        HostOps.INSTANCE.affineGradient(y, g, scale, shift, slope, scale, shift, centre, one);
        Nd4jOps.INSTANCE.affineGradient(y, g, scale, shift, slope, scale, shift, centre, other);
        same(one, other, 1e-6);
    }

    @Test
    void bothWeighByAMapAlike() {
        INDArray x = random(14, SHAPE);
        INDArray alpha = random(15, N, 1, 13, 17, 11);
        INDArray g = random(16, N, C + 2, 13, 17, 11);
        INDArray[][] results = new INDArray[2][];
        int n = 0;
        for (VolumeOps ops : both().toList()) {
            results[n] = new INDArray[] {g.dup('c'), x.ulike(), alpha.ulike()};
            ops.gate(x, alpha, results[n][0]);
            ops.gateAdjoint(g, x, alpha, results[n][1], results[n][2]);
            n++;
        }
        for (int k = 0; k < 3; k++) {
            same(results[0][k], results[1][k], 1e-5);
        }
    }
}
