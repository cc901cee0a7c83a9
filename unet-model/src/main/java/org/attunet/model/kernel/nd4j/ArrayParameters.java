package org.attunet.model.kernel.nd4j;

import static org.nd4j.linalg.indexing.NDArrayIndex.interval;

import org.attunet.model.kernel.NetworkArrays;
import org.attunet.model.kernel.Parameter;
import org.attunet.model.kernel.ParameterVector;
import org.attunet.model.kernel.TrainingStore;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The parameters of a network where DL4J keeps them, in any data type. */
public final class ArrayParameters implements TrainingStore<INDArray> {
    private final NetworkArrays arrays;
    private long asked;

    /** Of these arrays. */
    public ArrayParameters(NetworkArrays arrays) {
        this.arrays = arrays;
    }

    @Override
    public Parameter<INDArray> get(String node, String name) {
        INDArray values = arrays.array(node, name);
        long from = arrays.place(node, name);
        return new ArrayParameter(
                values,
                () -> part(arrays.gradient().get(), from, values.length()).reshape('c', values.shape()));
    }

    private static INDArray part(INDArray vector, long from, long length) {
        return vector.reshape(vector.length()).get(interval(from, from + length));
    }

    private static INDArray stretch(INDArray vector, long from, long length) {
        return part(vector, from, length).reshape('c', 1, 1, length, 1, 1);
    }

    @Override
    public ParameterVector values() {
        return arrays.vector();
    }

    @Override
    public ParameterVector gradient() {
        return arrays.gradientVector();
    }

    @Override
    public INDArray gradient(long from, long length) {
        return stretch(arrays.gradient().get(), from, length);
    }

    @Override
    public INDArray state(long from, long length) {
        return stretch(arrays.state().get(), from, length);
    }

    /** Another one each time: to look at the values costs as much as to prepare them again. */
    @Override
    public long version() {
        return ++asked;
    }
}
