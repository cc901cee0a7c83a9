package org.attunet.model.kernel.nd4j;

import org.attunet.model.kernel.Shape;
import org.attunet.model.kernel.TensorPool;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Memory of one of DL4J's workspaces, which frees it itself. */
public final class WorkspacePool implements TensorPool<INDArray> {
    private final DataType type;
    private final ArrayType purpose;
    private LayerWorkspaceMgr workspaces;

    /** For arrays of a type that DL4J keeps as long as this purpose asks for. */
    public WorkspacePool(DataType type, ArrayType purpose) {
        this.type = type;
        this.purpose = purpose;
    }

    /** The workspaces of the pass that begins. */
    public WorkspacePool in(LayerWorkspaceMgr pass) {
        workspaces = pass;
        return this;
    }

    @Override
    public INDArray take(Shape shape) {
        return workspaces.createUninitialized(purpose, type, shape.dimensions(), 'c');
    }

    @Override
    public void give(INDArray tensor) {
        // The workspace is emptied as a whole.
    }

    @Override
    public void clear() {
        // That is the workspace's business.
    }
}
