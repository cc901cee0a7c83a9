package org.attunet.model.kernel.nd4j;

import static org.nd4j.linalg.indexing.NDArrayIndex.all;
import static org.nd4j.linalg.indexing.NDArrayIndex.interval;

import java.util.function.Supplier;
import org.attunet.model.kernel.Parameter;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A parameter as arrays, in most cases views of the vectors that hold all.
 *
 * @param values of any shape
 * @param gradients gives the gradient, of the same shape; asked for where somebody trains
 */
public record ArrayParameter(INDArray values, Supplier<INDArray> gradients) implements Parameter<INDArray> {
    /** With memory for the gradient. */
    public ArrayParameter(INDArray values, INDArray gradient) {
        this(values, () -> gradient);
    }

    @Override
    public INDArray gradient() {
        return gradients.get();
    }

    @Override
    public Parameter<INDArray> columns(int first, int count) {
        return new ArrayParameter(columns(values, first, count), () -> columns(gradient(), first, count));
    }

    private static INDArray columns(INDArray array, int first, int count) {
        return array.get(all(), interval(first, first + count), all(), all(), all());
    }

    @Override
    public double[] doubles() {
        return values.dup('c').data().asDouble();
    }

    @Override
    public void setValues(double[] replacing) {
        put(replacing, values);
    }

    @Override
    public void setGradient(double[] numbers) {
        put(numbers, gradient());
    }

    private static void put(double[] numbers, INDArray to) {
        try (MemoryWorkspace ignored = Nd4j.getWorkspaceManager().scopeOutOfWorkspaces()) {
            to.assign(Nd4j.createFromArray(numbers).castTo(to.dataType()).reshape('c', to.shape()));
        }
    }
}
