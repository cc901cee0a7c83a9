package org.attunet.model.kernel.onednn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.attunet.model.kernel.ChannelAffine;
import org.attunet.model.kernel.Convolution;
import org.attunet.model.kernel.Epilogue;
import org.attunet.model.kernel.JoinSlabs;
import org.attunet.model.kernel.JoinedConvolution;
import org.attunet.model.kernel.Parameter;
import org.attunet.model.kernel.Shape;
import org.attunet.model.kernel.Stencil;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A join convolved slab by slab against the one that is made whole. */
class SlabwiseConvolutionTest {
    private static final int SKIP = 8;
    private static final int BELOW = 16;

    /** The same bits where that was seen (AVX2); how oneDNN adds up within a voxel may depend on the size. */
    private static final float ROUNDING = 1e-5f;

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

    /** Weights that lie in an activation. */
    private Parameter<Voxels> parameter(int length) {
        return new FixedParameter(voxels(new Shape(1, length, 1, 1, 1), 3));
    }

    /** Does not change and has no gradient. */
    private record FixedParameter(Voxels values) implements Parameter<Voxels> {
        @Override
        public Voxels gradient() {
            throw new UnsupportedOperationException();
        }

        @Override
        public Parameter<Voxels> columns(int first, int count) {
            throw new UnsupportedOperationException();
        }

        @Override
        public double[] doubles() {
            throw new UnsupportedOperationException();
        }

        @Override
        public void setValues(double[] replacing) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void setGradient(double[] gradient) {
            throw new UnsupportedOperationException();
        }
    }

    private static double[] each(int channels, double value) {
        double[] values = new double[channels];
        Arrays.fill(values, value);
        return values;
    }

    @ParameterizedTest
    @CsvSource({
        "8, 8, 8, true",
        "8, 8, 3, true",
        "8, 6, 5, false",
        "8, 10, 4, true",
        "8, 2, 1, false",
        "2, 10, 4, true",
        "3, 6, 2, false"
    })
    void isTheConvolutionOfTheWholeJoin(int out, int x, int planes, boolean gated) {
        Shape skip = new Shape(2, SKIP, x, 6, 10);
        Shape join = skip.withChannels(SKIP + BELOW);
        List<Voxels> parts = List.of(voxels(skip, 1), voxels(skip.dividedBy(2).withChannels(BELOW), 2));
        List<Integer> factors = List.of(1, 2);
        Voxels map = gated ? voxels(skip.withChannels(1), 5) : null;
        Parameter<Voxels> weights = parameter(out * (SKIP + BELOW) * 27);
        Parameter<Voxels> bias = parameter(out);
        Optional<ChannelAffine> folded = Optional.of(new ChannelAffine(each(out, 0.1), each(out, 2), each(out, -0.5)));
        Epilogue leaky = new Epilogue(true, false, 0.25);

        Voxels whole = dnn.arena().take(join);
        new Concatenation(parts, factors, map).whole(whole);
        Voxels expected = dnn.arena().take(skip.withChannels(out));
        Stencil kernel = Stencil.same(3);
        try (Convolution.Prepared<Voxels> prepared = VolumeConvolution.of(
                        dnn, join, out, kernel, kernel.rowLength(join.channels()), leaky)
                .prepare(weights, bias, folded)) {
            prepared.forward(whole, expected);
        }
        Voxels found = dnn.arena().take(skip.withChannels(out));
        try (JoinedConvolution.Prepared<Voxels> prepared = new SlabwiseConvolution(
                        dnn, join, factors, out, JoinSlabs.of(x, planes), leaky)
                .prepare(weights, bias, folded)) {
            prepared.forward(parts, map, found);
        }
        assertThat(HostVoxels.values(found)).containsExactly(HostVoxels.values(expected), within(ROUNDING));
    }

    @Test
    void onlyLargeJoinsAreMadeInSlabs() {
        assertThat(JoinSlabs.of(new Shape(2, 192, 96, 96, 96))).hasValue(new JoinSlabs(12, 8));
        assertThat(JoinSlabs.of(new Shape(1, 384, 50, 48, 48))).hasValue(new JoinSlabs(7, 8));
        assertThat(JoinSlabs.of(new Shape(1, 768, 24, 24, 24))).isEmpty();
        assertThat(JoinSlabs.of(new Shape(8, 192, 32, 32, 32))).isEmpty();
    }
}
