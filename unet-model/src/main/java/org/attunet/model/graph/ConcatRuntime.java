package org.attunet.model.graph;

import java.util.ArrayList;
import java.util.List;
import org.attunet.model.execution.UpsampleConcat;
import org.attunet.model.kernel.Shape;
import org.attunet.model.kernel.TensorRef;
import org.attunet.model.kernel.nd4j.Dense;
import org.attunet.model.kernel.nd4j.Nd4jKernels;
import org.attunet.model.kernel.nd4j.WorkspacePool;
import org.attunet.model.network.Operation;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.api.MaskState;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.graph.vertex.BaseGraphVertex;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A {@link ConcatVertex} as DL4J runs it: an {@link UpsampleConcat} over ND4J's kernels, in DL4J's workspaces. */
final class ConcatRuntime extends BaseGraphVertex {
    private static final long serialVersionUID = 1L;
    private final transient Operation.UpsampleConcat operation;
    private transient WorkspacePool gradients;
    private transient List<TensorRef<INDArray>> parts;
    private transient TensorRef<INDArray> out;
    private transient UpsampleConcat<INDArray> concat;

    ConcatRuntime(Operation.UpsampleConcat operation, ComputationGraph graph, String name, int index, DataType type) {
        super(graph, name, index, null, null, type);
        this.operation = operation;
    }

    @Override
    public INDArray doForward(boolean training, LayerWorkspaceMgr workspaces) {
        gradients = new WorkspacePool(dataType, ArrayType.ACTIVATION_GRAD);
        parts = new ArrayList<>();
        for (INDArray input : inputs) {
            TensorRef<INDArray> part = new TensorRef<>(Shape.of(input.shape()), gradients, true);
            part.set(Dense.of(input));
            parts.add(part);
        }
        List<Shape> sizes = parts.stream().map(TensorRef::shape).toList();
        operation.check(getVertexName(), sizes);
        WorkspacePool activations = new WorkspacePool(dataType, ArrayType.ACTIVATIONS).in(workspaces);
        out = new TensorRef<>(operation.output(sizes), activations, true);
        TensorRef<INDArray> map = operation.gated() ? parts.get(1) : null;
        concat = new UpsampleConcat<>(
                new Nd4jKernels(activations), operation.parts(parts), operation.factors(), map, out);
        concat.forward();
        return out.data();
    }

    @Override
    public Pair<Gradient, INDArray[]> doBackward(boolean tbptt, LayerWorkspaceMgr workspaces) {
        gradients.in(workspaces);
        out.setGradient(Dense.of(epsilon));
        concat.backward();
        return new Pair<>(null, parts.stream().map(TensorRef::gradient).toArray(INDArray[]::new));
    }

    @Override
    public void setBackpropGradientsViewArray(INDArray view) {
        if (view != null) {
            throw new IllegalArgumentException("a concatenation has no parameters");
        }
    }

    @Override
    public Pair<INDArray, MaskState> feedForwardMaskArrays(INDArray[] masks, MaskState state, int minibatch) {
        return null;
    }

    @Override
    public boolean hasLayer() {
        return false;
    }

    @Override
    public Layer getLayer() {
        return null;
    }

    @Override
    public String toString() {
        return "ConcatVertex(" + getVertexName() + ")";
    }
}
