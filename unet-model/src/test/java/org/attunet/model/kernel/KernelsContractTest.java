package org.attunet.model.kernel;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** Both sets of kernels keep the contract; ND4J's in float and in double. */
class KernelsContractTest {
    private static final List<Stencil> STENCILS = List.of(Stencil.same(3), Stencil.same(1), new Stencil(2, 2, 0));

    static Stream<KernelsContract<?>> sets() {
        return KernelSet.all().map(KernelsContractTest::contract);
    }

    private static <T> KernelsContract<T> contract(KernelSet<T> set) {
        // Interpolation's weights are floats in either type.
        return new KernelsContract<>(set.kernels(), set.type(), set.type() == DataType.DOUBLE ? 1e-7 : 2e-5);
    }

    static Stream<KernelSet<?>> kernels() {
        return KernelSet.all();
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void convolutionsAndTheirGradients(KernelSet<?> set) {
        for (Shape shape : KernelsContract.SHAPES) {
            for (Stencil stencil : STENCILS) {
                for (int out : new int[] {1, 2, 7}) {
                    if (stencil.output(Math.min(shape.x(), Math.min(shape.y(), shape.z()))) >= 1) {
                        convolution(set, shape, out, stencil);
                    }
                }
            }
        }
    }

    /** Weights and bias as the sets themselves hold parameters: parts of one vector. */
    private static <T> void convolution(KernelSet<T> set, Shape shape, int out, Stencil stencil) {
        KernelsContract<T> contract = contract(set);
        int k = stencil.edge();
        INDArray w = contract.random(8, out, shape.channels(), k, k, k);
        INDArray b = contract.random(9, out);
        INDArray vector = Nd4j.concat(1, w.reshape(1, w.length()), b.reshape(1, out));
        INDArray gradient = vector.ulike();
        Map<String, INDArray> views = Map.of("n_W", part(vector, 0, w), "n_b", part(vector, w.length(), b));
        ParameterStore<T> store = set.stores().apply(new NetworkArrays(vector, () -> gradient, () -> null, views));
        contract.convolution(shape, out, stencil, store.get("n", "W"), store.get("n", "b"), w);
    }

    private static INDArray part(INDArray vector, long from, INDArray like) {
        return vector.reshape(vector.length())
                .get(NDArrayIndex.interval(from, from + like.length()))
                .reshape('c', like.shape());
    }

    @ParameterizedTest
    @MethodSource("sets")
    void upsamplingAndItsAdjoint(KernelsContract<?> set) {
        KernelsContract.SHAPES.forEach(shape -> {
            for (int factor : new int[] {1, 2, 3, 4}) {
                set.upsampling(shape, factor);
            }
        });
    }

    @ParameterizedTest
    @MethodSource("sets")
    void gatingAndItsAdjoint(KernelsContract<?> set) {
        KernelsContract.SHAPES.forEach(set::gating);
    }

    @ParameterizedTest
    @MethodSource("sets")
    void poolingAndStrides(KernelsContract<?> set) {
        KernelsContract.SHAPES.forEach(set::halving);
    }

    @ParameterizedTest
    @MethodSource("sets")
    void sumsAndMapsOfPlanes(KernelsContract<?> set) {
        KernelsContract.SHAPES.forEach(shape -> {
            for (double slope : new double[] {0, 0.01, 1}) {
                set.planes(shape, slope);
            }
        });
    }

    @ParameterizedTest
    @MethodSource("sets")
    void numbersByThemselves(KernelsContract<?> set) {
        KernelsContract.SHAPES.forEach(set::elementwise);
    }

    @ParameterizedTest
    @MethodSource("sets")
    void dropout(KernelsContract<?> set) {
        KernelsContract.SHAPES.forEach(set::dropout);
    }

    @ParameterizedTest
    @MethodSource("sets")
    void probabilitiesSumsAndTheirAdjoint(KernelsContract<?> set) {
        KernelsContract.SHAPES.forEach(shape -> {
            for (int classes : new int[] {1, 2, 3, 5}) {
                set.probabilities(shape.withChannels(3 * classes), classes);
            }
        });
    }

    @ParameterizedTest
    @MethodSource("sets")
    void adam(KernelsContract<?> set) {
        for (int length : new int[] {1, 7, 5000}) {
            set.adam(length);
        }
    }
}
