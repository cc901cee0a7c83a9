package org.attunet.model.kernel.onednn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.attunet.model.kernel.Epilogue;
import org.attunet.model.kernel.Shape;
import org.attunet.model.kernel.Stencil;
import org.bytedeco.javacpp.FloatPointer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The convolution that is taken apart against oneDNN's own, which the kernels' contract holds to sums over single voxels. */
class NarrowOutputConvolutionTest {
    /** Sums of 27 · in numbers below 1, in another order. */
    private static final float ROUNDING = 2e-5f;

    private final Dnn dnn = Dnn.create(Kept.FLOAT);

    @AfterEach
    void close() {
        dnn.close();
    }

    private static double number(long n) {
        return (n * 7919 % 1009) / 504.0 - 1;
    }

    private Voxels voxels(Shape shape, int seed) {
        return HostVoxels.of(
                dnn.arena(), shape, (n, c, x, y, z) -> number(seed + 17L * n + 5L * c + 101L * x + 31L * y + 3L * z));
    }

    private FloatPointer numbers(int count) {
        float[] values = new float[count];
        for (int n = 0; n < count; n++) {
            values[n] = (float) number(n);
        }
        FloatPointer pointer = dnn.arena().take(count);
        pointer.put(values);
        return pointer;
    }

    private static float[] values(FloatPointer pointer, int count) {
        float[] values = new float[count];
        pointer.get(values);
        return values;
    }

    @ParameterizedTest
    @CsvSource({"1, 1, 1, 1", "2, 4, 3, 5", "3, 3, 1, 6", "4, 2, 5, 3"})
    void isTheConvolutionAndItsAdjoint(int out, int x, int y, int z) {
        Shape in = new Shape(2, 16, x, y, z);
        Shape size = in.withChannels(out);
        Epilogue leaky = new Epilogue(true, false, 0.25);
        VolumeConvolution direct = new ChannelsLastConvolution(dnn, in, out, Stencil.same(3), 16 * 27, leaky);
        VolumeConvolution narrow = new NarrowOutputConvolution(dnn, in, out, direct, leaky);
        FloatPointer weights = numbers(out * 16 * 27);
        FloatPointer bias = numbers(out);
        Voxels image = voxels(in, 1);
        float[][] found = new float[2][];
        float[][] byWeights = new float[2][];
        float[][] byBias = new float[2][];
        for (int way = 0; way < 2; way++) {
            VolumeConvolution convolution = way == 0 ? direct : narrow;
            Voxels result = dnn.arena().take(size);
            convolution.forwardPrepared(image, convolution.prepare(weights), bias, result);
            found[way] = HostVoxels.values(result);
            FloatPointer dw = dnn.arena().take((long) out * 16 * 27);
            FloatPointer db = dnn.arena().take(out);
            convolution.backwardWeights(image, voxels(size, 7), dw, db);
            byWeights[way] = values(dw, out * 16 * 27);
            byBias[way] = values(db, out);
        }
        assertThat(found[1]).containsExactly(found[0], within(16 * ROUNDING));
        assertThat(byWeights[1]).containsExactly(byWeights[0], within(16 * ROUNDING));
        assertThat(byBias[1]).containsExactly(byBias[0], within(16 * ROUNDING));
    }

    @Test
    void isChosenForFewOutputsOfManyInputsAlone() {
        assertThat(NarrowOutputConvolution.pays(16, 2, Stencil.same(3))).isTrue();
        assertThat(NarrowOutputConvolution.pays(15, 2, Stencil.same(3))).isFalse();
        assertThat(NarrowOutputConvolution.pays(16, 5, Stencil.same(3))).isFalse();
        assertThat(NarrowOutputConvolution.pays(16, 2, Stencil.same(1))).isFalse();
    }
}
