package org.attunet.model.execution;

import org.attunet.model.kernel.Kernels;
import org.attunet.model.kernel.Shape;
import org.attunet.model.kernel.TensorRef;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * An {@link OwnLoss} at the end of a network on whatever kernels.
 *
 * @param type of the arrays that it sees
 */
record HostLoss<T>(OwnLoss loss, DataType type, Kernels<T> kernels) {
    /** The loss of predictions; their gradient goes into memory of their shape. */
    double differentiate(TensorRef<T> predictions, T labels, T gradient) {
        Shape shape = predictions.shape();
        try (MemoryWorkspace ignored = Nd4j.getWorkspaceManager().scopeOutOfWorkspaces();
                INDArray seen = array(predictions.data(), shape);
                INDArray given = array(labels, shape.withChannels(1));
                INDArray found = Nd4j.zeros(type, shape.dimensions())) {
            double value = loss.differentiate(seen, given, found);
            kernels.fromArray(found, gradient);
            return value;
        }
    }

    private INDArray array(T from, Shape shape) {
        INDArray array = Nd4j.createUninitialized(type, shape.dimensions(), 'c');
        kernels.toArray(from, array);
        return array;
    }
}
