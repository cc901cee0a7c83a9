package org.attunet.model.kernel;

import java.util.Map;
import java.util.function.Supplier;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The numbers of a network where DL4J keeps them.
 *
 * @param values all parameters, [1, P]
 * @param gradient of the loss by all of them, [1, P]; asked for at every use, since it is made with the first one
 * @param state the optimiser's numbers, [1, S]; asked for likewise
 * @param byName views of the values by {@code node_name}
 */
public record NetworkArrays(
        INDArray values, Supplier<INDArray> gradient, Supplier<INDArray> state, Map<String, INDArray> byName) {
    /** Where the values of a parameter begin among all. */
    public long place(String node, String name) {
        return array(node, name).offset() - values.offset();
    }

    /** All values, where they are. */
    public ParameterVector vector() {
        return new ArrayVector(values);
    }

    /** The gradient by all of them, where it is. */
    public ParameterVector gradientVector() {
        return new ArrayVector(gradient.get());
    }

    /** The values of a parameter in its own shape. */
    public INDArray array(String node, String name) {
        return byName.get(node + "_" + name);
    }
}
