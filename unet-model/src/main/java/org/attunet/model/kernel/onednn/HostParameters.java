package org.attunet.model.kernel.onednn;

import java.util.Map;
import java.util.function.Supplier;
import org.attunet.model.kernel.Parameter;
import org.attunet.model.kernel.ParameterStore;
import org.bytedeco.javacpp.FloatPointer;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The parameters of a graph where it keeps them, floats in host memory.
 *
 * @param vector all of them, [1, P]
 * @param gradients the gradient by all of them, asked for at every use
 * @param byName views of the vector by {@code node_name}
 */
public record HostParameters(INDArray vector, Supplier<INDArray> gradients, Map<String, INDArray> byName)
        implements ParameterStore<Voxels> {
    static FloatPointer address(INDArray array) {
        return ((FloatPointer) array.data().pointer()).getPointer(array.offset());
    }

    @Override
    public Parameter<Voxels> get(String node, String name) {
        INDArray array = byName.get(node + "_" + name);
        return new HostParameter(this, array.offset() - vector.offset(), (int) array.length());
    }

    FloatPointer values() {
        return address(vector);
    }

    FloatPointer gradient() {
        return address(gradients.get());
    }

    @Override
    public long checksum() {
        return Checksum.of(vector);
    }
}
