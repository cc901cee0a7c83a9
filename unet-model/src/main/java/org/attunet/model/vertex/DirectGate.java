package org.attunet.model.vertex;

import static org.nd4j.linalg.indexing.NDArrayIndex.all;
import static org.nd4j.linalg.indexing.NDArrayIndex.interval;

import java.util.Arrays;
import java.util.Map;
import org.attunet.model.Gate;
import org.attunet.model.layer.Convolution;
import org.attunet.model.layer.VolumeOps;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.ops.transforms.Transforms;

/** The attention map of {@link AttentionGateVertex}, step by step. */
final class DirectGate implements DirectVertex {
    private final Gate kind;
    private final VolumeOps ops = VolumeOps.of(DataType.FLOAT);
    private final Convolution ofSkip;
    private final Convolution ofGating = pointwise();
    private final Convolution aggregate = pointwise();
    private final Convolution psi = pointwise();

    /** concat(W_x x, W_g g), only where it is convolved. */
    private INDArray both;

    /** What goes into psi, after its ReLU. */
    private INDArray joined;

    /** The map at half size. */
    private INDArray half;

    DirectGate(Gate kind, int kernel) {
        this.kind = kind;
        this.ofSkip = Convolution.of(DataType.FLOAT, new Convolution.Kernel(kernel, 2, 0));
    }

    private static Convolution pointwise() {
        return Convolution.of(DataType.FLOAT, Convolution.Kernel.same(1));
    }

    /** A new array of {@code channels} channels at the spatial size of {@code like}. */
    private static INDArray create(INDArray like, long channels) {
        long[] shape = like.shape().clone();
        shape[1] = channels;
        return Nd4j.createUninitialized(DataType.FLOAT, shape, 'c');
    }

    @Override
    public INDArray forward(
            INDArray[] inputs, Map<String, INDArray> p, boolean training, LayerWorkspaceMgr workspaces) {
        INDArray x = inputs[0];
        INDArray g = inputs[1];
        INDArray map = workspaces.createUninitialized(
                ArrayType.ACTIVATIONS, DataType.FLOAT, new long[] {x.size(0), 1, x.size(2), x.size(3), x.size(4)}, 'c');
        try (MemoryWorkspace ignored = Nd4j.getWorkspaceManager().scopeOutOfWorkspaces()) {
            INDArray skip = create(g, x.size(1));
            INDArray gating = create(g, x.size(1));
            ofSkip.forward(x, p.get("Wx.weight"), null, skip);
            ofGating.forward(g, p.get("Wg.weight"), p.get("Wg.bias"), gating);
            join(skip, gating, p);
            half = create(g, 1);
            psi.forward(joined, p.get("psi.weight"), p.get("psi.bias"), half);
            Transforms.sigmoid(half, false);
            ops.upsample(half, 2, map, 0);
        }
        if (!training) {
            clear();
        }
        return map;
    }

    private void join(INDArray skip, INDArray gating, Map<String, INDArray> p) {
        if (kind == Gate.ADDITIVE) {
            joined = skip.addi(gating);
            rectify(joined);
        } else {
            both = Nd4j.concat(1, skip, gating);
            joined = create(skip, skip.size(1));
            aggregate.forwardActivated(both, p.get("aggregate.weight"), null, 0, joined);
            skip.close();
        }
        gating.close();
    }

    private void rectify(INDArray y) {
        double[] ones = ones(y);
        ops.affine(y, ones, new double[ones.length], 0, y);
    }

    private static double[] ones(INDArray y) {
        double[] ones = new double[(int) (y.size(0) * y.size(1))];
        Arrays.fill(ones, 1);
        return ones;
    }

    @Override
    public INDArray[] backward(
            INDArray[] inputs,
            Map<String, INDArray> p,
            INDArray epsilon,
            Map<String, INDArray> gradients,
            LayerWorkspaceMgr workspaces) {
        INDArray x = inputs[0];
        INDArray g = inputs[1];
        INDArray dx = workspaces.createUninitialized(ArrayType.ACTIVATION_GRAD, DataType.FLOAT, x.shape(), 'c');
        INDArray dg = workspaces.createUninitialized(ArrayType.ACTIVATION_GRAD, DataType.FLOAT, g.shape(), 'c');
        try (MemoryWorkspace ignored = Nd4j.getWorkspaceManager().scopeOutOfWorkspaces()) {
            INDArray byHalf = half.ulike();
            ops.upsampleAdjoint(epsilon, 0, 2, byHalf);
            byHalf.muli(half).muli(half.rsub(1));
            INDArray byJoined = joined.ulike();
            psi.backward(
                    joined,
                    p.get("psi.weight"),
                    byHalf,
                    byJoined,
                    gradients.get("psi.weight"),
                    gradients.get("psi.bias"));
            double[] ones = ones(joined);
            double[] zeros = new double[ones.length];
            ops.affineGradient(joined, byJoined, ones, zeros, 0, ones, zeros, zeros, byJoined);
            INDArray[] parts = byParts(byJoined, x.size(1), p, gradients);
            ofSkip.backward(x, p.get("Wx.weight"), parts[0], dx, gradients.get("Wx.weight"), null);
            ofGating.backward(
                    g, p.get("Wg.weight"), parts[1], dg, gradients.get("Wg.weight"), gradients.get("Wg.bias"));
            byHalf.close();
            byJoined.close();
        }
        clear();
        return new INDArray[] {dx, dg};
    }

    /** Gradients by W_x x and W_g g. */
    private INDArray[] byParts(
            INDArray byJoined, long channels, Map<String, INDArray> p, Map<String, INDArray> gradients) {
        if (kind == Gate.ADDITIVE) {
            return new INDArray[] {byJoined, byJoined};
        }
        INDArray byBoth = both.ulike();
        aggregate.backward(both, p.get("aggregate.weight"), byJoined, byBoth, gradients.get("aggregate.weight"), null);
        return new INDArray[] {channels(byBoth, 0, channels), channels(byBoth, channels, 2 * channels)};
    }

    private static INDArray channels(INDArray x, long from, long to) {
        return x.get(all(), interval(from, to), all(), all(), all()).dup('c');
    }

    @Override
    public void clear() {
        for (INDArray kept : new INDArray[] {both, joined, half}) {
            if (kept != null && kept.closeable()) {
                kept.close();
            }
        }
        both = null;
        joined = null;
        half = null;
    }
}
