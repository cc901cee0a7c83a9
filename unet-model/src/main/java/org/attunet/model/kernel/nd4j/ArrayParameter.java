package org.attunet.model.kernel.nd4j;

import static org.nd4j.linalg.indexing.NDArrayIndex.all;
import static org.nd4j.linalg.indexing.NDArrayIndex.interval;

import org.attunet.model.kernel.Parameter;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A parameter as arrays, in most cases views of the vectors that hold all.
 *
 * @param values of any shape
 * @param gradient of the same shape; null where nobody trains
 */
public record ArrayParameter(INDArray values, INDArray gradient) implements Parameter<INDArray> {
    @Override
    public Parameter<INDArray> columns(int first, int count) {
        return new ArrayParameter(columns(values, first, count), columns(gradient, first, count));
    }

    private static INDArray columns(INDArray array, int first, int count) {
        return array == null ? null : array.get(all(), interval(first, first + count), all(), all(), all());
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
        put(numbers, gradient);
    }

    private static void put(double[] numbers, INDArray to) {
        try (MemoryWorkspace ignored = Nd4j.getWorkspaceManager().scopeOutOfWorkspaces()) {
            to.assign(Nd4j.createFromArray(numbers).castTo(to.dataType()).reshape('c', to.shape()));
        }
    }
}
