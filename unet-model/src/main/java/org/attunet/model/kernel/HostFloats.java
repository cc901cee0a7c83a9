package org.attunet.model.kernel;

import org.bytedeco.javacpp.FloatPointer;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Where the numbers of a dense array of floats lie in host memory. */
public final class HostFloats {
    private HostFloats() {}

    /** The first of them; the memory is the array's, and goes with it: whoever reads there keeps the array meanwhile. */
    public static FloatPointer of(INDArray array) {
        return ((FloatPointer) array.data().pointer()).getPointer(array.offset());
    }
}
