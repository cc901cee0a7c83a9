package org.attunet.model.kernel;

import java.util.stream.Stream;
import org.attunet.model.engine.Backend;
import org.attunet.model.engine.Nd4jBackend;
import org.attunet.model.engine.OneDnnBackend;
import org.attunet.model.kernel.nd4j.ArrayParameters;
import org.attunet.model.kernel.nd4j.ArrayPool;
import org.attunet.model.kernel.nd4j.Nd4jKernels;
import org.attunet.model.kernel.onednn.Instructions;
import org.attunet.model.kernel.onednn.Kept;
import org.attunet.model.kernel.onednn.WideningBackend;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Sets of kernels under test. */
public final class KernelSets {
    private KernelSets() {}

    /** Every set that runs on any machine. */
    public static Stream<KernelSet<?>> all() {
        return Stream.of(
                new OneDnnBackend().kernels(),
                new Nd4jBackend(DataType.FLOAT).kernels(),
                new Nd4jBackend(DataType.DOUBLE).kernels());
    }

    /** Sets that keep bfloat16: widened to floats for convolutions and, where the processor multiplies it, as it is. */
    public static Stream<KernelSet<?>> ofHalves() {
        Stream<Backend> here = Instructions.here().multipliesBfloat16()
                ? Stream.of(new WideningBackend(), new OneDnnBackend(Kept.BFLOAT16))
                : Stream.of(new WideningBackend());
        return here.map(Backend::kernels);
    }

    /** ND4J's own operations. */
    public static KernelSet<INDArray> nd4j(DataType type) {
        return new KernelSet<>(new Nd4jKernels(new ArrayPool(type)), type, ArrayParameters::new);
    }

    /** An activation that holds what an array holds, read by an operator. */
    public static <T> TensorRef<T> ref(KernelSet<T> set, INDArray array) {
        TensorRef<T> ref = ref(set, Shape.of(array.shape()));
        ref.set(set.put(array));
        return ref;
    }

    /** An activation that an operator computes. */
    public static <T> TensorRef<T> ref(KernelSet<T> set, Shape shape) {
        return new TensorRef<>(shape, set.kernels().pool(), true);
    }
}
