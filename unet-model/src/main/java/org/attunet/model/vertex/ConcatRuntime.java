package org.attunet.model.vertex;

import java.util.List;
import org.attunet.model.layer.Planes;
import org.attunet.model.layer.VolumeOps;
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

/** A {@link ConcatVertex} in a running graph. */
final class ConcatRuntime extends BaseGraphVertex {
    private static final long serialVersionUID = 1L;
    private final boolean gated;
    private final List<Integer> factors;

    ConcatRuntime(boolean gated, List<Integer> factors, ComputationGraph graph, String name, int index, DataType type) {
        super(graph, name, index, null, null, type);
        this.gated = gated;
        this.factors = factors;
    }

    /** Place among the inputs of the n-th concatenated one. */
    private int input(int n) {
        return gated && n > 0 ? n + 1 : n;
    }

    @Override
    public INDArray doForward(boolean training, LayerWorkspaceMgr workspaces) {
        INDArray first = inputs[0];
        int f = factors.get(0);
        long channels = 0;
        for (int n = 0; n < factors.size(); n++) {
            channels += inputs[input(n)].size(1);
        }
        INDArray out = workspaces.createUninitialized(
                ArrayType.ACTIVATIONS,
                dataType,
                new long[] {first.size(0), channels, first.size(2) * f, first.size(3) * f, first.size(4) * f},
                'c');
        int channel = 0;
        for (int n = 0; n < factors.size(); n++) {
            INDArray x = inputs[input(n)];
            Sizes.check(getVertexName(), first, f, x, factors.get(n));
            if (gated && n == 0) {
                VolumeOps.gate(x, dense(inputs[1]), out);
            } else {
                VolumeOps.upsample(x, factors.get(n), out, channel);
            }
            channel += (int) x.size(1);
        }
        return out;
    }

    private static INDArray dense(INDArray x) {
        return Planes.dense(x) ? x : x.dup('c');
    }

    @Override
    public Pair<Gradient, INDArray[]> doBackward(boolean tbptt, LayerWorkspaceMgr workspaces) {
        INDArray gradient = dense(epsilon);
        INDArray[] gradients = new INDArray[inputs.length];
        for (int n = 0; n < inputs.length; n++) {
            gradients[n] = workspaces.createUninitialized(ArrayType.ACTIVATION_GRAD, dataType, inputs[n].shape(), 'c');
        }
        int channel = 0;
        for (int n = 0; n < factors.size(); n++) {
            int at = input(n);
            if (gated && n == 0) {
                VolumeOps.gateAdjoint(gradient, inputs[0], dense(inputs[1]), gradients[0], gradients[1]);
            } else {
                VolumeOps.upsampleAdjoint(gradient, channel, factors.get(n), gradients[at]);
            }
            channel += (int) inputs[at].size(1);
        }
        return new Pair<>(null, gradients);
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
