package org.attunet.model.kernel.nd4j;

import org.attunet.model.kernel.Shape;
import org.attunet.model.kernel.TensorPool;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Arrays of one type outside any workspace, freed as soon as they are given back. */
public record ArrayPool(DataType type) implements TensorPool<INDArray> {
    @Override
    public INDArray take(Shape shape) {
        try (MemoryWorkspace ignored = Nd4j.getWorkspaceManager().scopeOutOfWorkspaces()) {
            return Nd4j.createUninitialized(type, shape.dimensions(), 'c');
        }
    }

    @Override
    public void give(INDArray tensor) {
        tensor.close();
    }

    @Override
    public void clear() {
        // Nothing is kept.
    }
}
