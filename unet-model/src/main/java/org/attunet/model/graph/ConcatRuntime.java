package org.attunet.model.graph;

import java.util.ArrayList;
import java.util.List;
import org.attunet.model.execution.Shapes;
import org.attunet.model.execution.UpsampleConcat;
import org.attunet.model.kernel.Shape;
import org.attunet.model.kernel.TensorRef;
import org.attunet.model.kernel.nd4j.Nd4jKernels;
import org.attunet.model.kernel.nd4j.Planes;
import org.attunet.model.kernel.nd4j.WorkspacePool;
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
    private final boolean gated;
    private final List<Integer> factors;
    private transient WorkspacePool gradients;
    private transient List<TensorRef<INDArray>> parts;
    private transient TensorRef<INDArray> out;
    private transient UpsampleConcat<INDArray> concat;

    ConcatRuntime(boolean gated, List<Integer> factors, ComputationGraph graph, String name, int index, DataType type) {
        super(graph, name, index, null, null, type);
        this.gated = gated;
        this.factors = factors;
    }

    @Override
    public INDArray doForward(boolean training, LayerWorkspaceMgr workspaces) {
        gradients = new WorkspacePool(dataType, ArrayType.ACTIVATION_GRAD);
        parts = new ArrayList<>();
        for (INDArray input : inputs) {
            TensorRef<INDArray> part = new TensorRef<>(Shape.of(input.shape()), gradients, true);
            part.set(dense(input));
            parts.add(part);
        }
        List<TensorRef<INDArray>> joined = new ArrayList<>(parts);
        TensorRef<INDArray> map = gated ? joined.remove(1) : null;
        Shape first = joined.get(0).shape();
        int channels = 0;
        for (int n = 0; n < joined.size(); n++) {
            Shape other = joined.get(n).shape();
            Shapes.check(getVertexName(), first, factors.get(0), other, factors.get(n));
            channels += other.channels();
        }
        WorkspacePool activations = new WorkspacePool(dataType, ArrayType.ACTIVATIONS).in(workspaces);
        out = new TensorRef<>(first.times(factors.get(0)).withChannels(channels), activations, true);
        concat = new UpsampleConcat<>(new Nd4jKernels(activations), joined, factors, map, out);
        concat.forward();
        return out.data();
    }

    private static INDArray dense(INDArray x) {
        return Planes.dense(x) ? x : x.dup('c');
    }

    @Override
    public Pair<Gradient, INDArray[]> doBackward(boolean tbptt, LayerWorkspaceMgr workspaces) {
        gradients.in(workspaces);
        out.setGradient(dense(epsilon));
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
