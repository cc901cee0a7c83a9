package org.attunet.model.vertex;

import static org.nd4j.linalg.indexing.NDArrayIndex.all;
import static org.nd4j.linalg.indexing.NDArrayIndex.interval;

import java.util.Map;
import org.attunet.model.layer.Convolution;
import org.attunet.model.layer.VolumeOps;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** The stacked predictions of {@link DeepSupervisionVertex}, step by step. */
final class DirectHeads implements DirectVertex {
    private final int classes;
    private final VolumeOps ops = VolumeOps.of(DataType.FLOAT);
    private final Convolution[] heads;

    DirectHeads(int classes, int levels) {
        this.classes = classes;
        this.heads = new Convolution[levels];
        for (int n = 0; n < levels; n++) {
            heads[n] = Convolution.of(DataType.FLOAT, Convolution.Kernel.same(1));
        }
    }

    private static String name(int head) {
        return "ds" + (head + 2) + ".conv";
    }

    private INDArray logitsLike(INDArray level) {
        long[] shape = level.shape().clone();
        shape[1] = classes;
        return Nd4j.createUninitialized(DataType.FLOAT, shape, 'c');
    }

    @Override
    public INDArray forward(
            INDArray[] inputs, Map<String, INDArray> p, boolean training, LayerWorkspaceMgr workspaces) {
        long[] shape = inputs[0].shape().clone();
        shape[1] = (long) classes * inputs.length;
        INDArray out = workspaces.createUninitialized(ArrayType.ACTIVATIONS, DataType.FLOAT, shape, 'c');
        try (MemoryWorkspace ignored = Nd4j.getWorkspaceManager().scopeOutOfWorkspaces()) {
            ops.upsample(inputs[0], 1, out, 0);
            for (int n = 0; n < heads.length; n++) {
                INDArray level = inputs[n + 1];
                INDArray logits = logitsLike(level);
                heads[n].forward(level, p.get(name(n) + ".weight"), p.get(name(n) + ".bias"), logits);
                ops.upsample(logits, 2 << n, out, classes * (n + 1));
                logits.close();
            }
        }
        return out;
    }

    @Override
    public INDArray[] backward(
            INDArray[] inputs,
            Map<String, INDArray> p,
            INDArray epsilon,
            Map<String, INDArray> gradients,
            LayerWorkspaceMgr workspaces) {
        INDArray[] results = new INDArray[inputs.length];
        for (int n = 0; n < inputs.length; n++) {
            results[n] =
                    workspaces.createUninitialized(ArrayType.ACTIVATION_GRAD, DataType.FLOAT, inputs[n].shape(), 'c');
        }
        try (MemoryWorkspace ignored = Nd4j.getWorkspaceManager().scopeOutOfWorkspaces()) {
            results[0].assign(epsilon.get(all(), interval(0, classes), all(), all(), all()));
            for (int n = 0; n < heads.length; n++) {
                INDArray byLogits = logitsLike(inputs[n + 1]);
                ops.upsampleAdjoint(epsilon, classes * (n + 1), 2 << n, byLogits);
                heads[n].backward(
                        inputs[n + 1],
                        p.get(name(n) + ".weight"),
                        byLogits,
                        results[n + 1],
                        gradients.get(name(n) + ".weight"),
                        gradients.get(name(n) + ".bias"));
                byLogits.close();
            }
        }
        return results;
    }

    @Override
    public void clear() {
        // Nothing is kept: the heads' inputs are the network's own activations.
    }
}
