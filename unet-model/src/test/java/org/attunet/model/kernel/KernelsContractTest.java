package org.attunet.model.kernel;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.attunet.model.kernel.nd4j.ArrayParameters;
import org.attunet.model.kernel.nd4j.ArrayPool;
import org.attunet.model.kernel.nd4j.Nd4jKernels;
import org.attunet.model.kernel.onednn.HostParameters;
import org.attunet.model.kernel.onednn.OneDnnKernels;
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
        return Stream.of(
                new KernelsContract<>(new OneDnnKernels(), DataType.FLOAT, 2e-5),
                nd4j(DataType.FLOAT),
                nd4j(DataType.DOUBLE));
    }

    private static KernelsContract<INDArray> nd4j(DataType type) {
        // Interpolation's weights are floats in either type.
        return new KernelsContract<>(new Nd4jKernels(new ArrayPool(type)), type, type == DataType.DOUBLE ? 1e-7 : 2e-5);
    }

    @ParameterizedTest
    @MethodSource("sets")
    void convolutionsAndTheirGradients(KernelsContract<?> set) {
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
    @SuppressWarnings("unchecked")
    private static <T> void convolution(KernelsContract<T> set, Shape shape, int out, Stencil stencil) {
        int k = stencil.edge();
        INDArray w = set.random(8, out, shape.channels(), k, k, k);
        INDArray b = set.random(9, out);
        INDArray vector = Nd4j.concat(1, w.reshape(1, w.length()), b.reshape(1, out));
        INDArray gradient = vector.ulike();
        Map<String, INDArray> views = Map.of("n_W", part(vector, 0, w), "n_b", part(vector, w.length(), b));
        NetworkArrays arrays = new NetworkArrays(vector, () -> gradient, () -> null, views);
        ParameterStore<T> store = (ParameterStore<T>)
                (set.kernels() instanceof OneDnnKernels ? new HostParameters(arrays) : new ArrayParameters(arrays));
        set.convolution(shape, out, stencil, store.get("n", "W"), store.get("n", "b"), w);
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
