package org.attunet.model.graph;

import java.util.Arrays;
import org.attunet.model.execution.LossOperator;
import org.attunet.model.execution.Score;
import org.attunet.model.kernel.Shape;
import org.attunet.model.kernel.TensorRef;
import org.attunet.model.kernel.nd4j.Nd4jKernels;
import org.attunet.model.kernel.nd4j.WorkspacePool;
import org.attunet.model.loss.LossPlan;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.layers.convolution.Cnn3DLossLayer;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A {@link LossLayer} as DL4J runs it: a {@link LossOperator} over ND4J's kernels. A step takes the score of its backward pass. */
final class LossLayerRuntime extends Cnn3DLossLayer {
    private static final long serialVersionUID = 1L;
    private final transient LossPlan plan;
    private transient LossOperator<INDArray> operator;
    private transient Score scored;

    LossLayerRuntime(NeuralNetConfiguration conf, DataType type, LossPlan plan) {
        super(conf, type);
        this.plan = plan;
    }

    private void evaluate(TensorRef<INDArray> in, WorkspacePool pool) {
        if (labels == null || labels.size(1) != 1 || labels.length() * input.size(1) != input.length()) {
            throw new IllegalArgumentException("labels must be class indices [N, 1, X, Y, Z] for predictions "
                    + Arrays.toString(input.shape()) + ", found "
                    + (labels == null ? "none" : Arrays.toString(labels.shape())));
        }
        in.set(input);
        operator = new LossOperator<>(new Nd4jKernels(pool), plan, in);
        operator.setLabels(labels.castTo(dataType));
        operator.forward();
    }

    private TensorRef<INDArray> in(WorkspacePool pool) {
        return new TensorRef<>(Shape.of(input.shape()), pool, true);
    }

    @Override
    public Pair<Gradient, INDArray> backpropGradient(INDArray epsilon, LayerWorkspaceMgr workspaces) {
        WorkspacePool pool = new WorkspacePool(dataType, ArrayType.ACTIVATION_GRAD).in(workspaces);
        TensorRef<INDArray> in = in(pool);
        try (MemoryWorkspace ignored = workspaces.notifyScopeEntered(ArrayType.BP_WORKING_MEM)) {
            evaluate(in, pool);
            operator.backward();
        }
        return new Pair<>(new DefaultGradient(), in.gradient());
    }

    @Override
    public double computeScore(double regularisation, boolean training, LayerWorkspaceMgr workspaces) {
        if (operator == null || !training) {
            try (MemoryWorkspace ignored = workspaces.notifyScopeEntered(ArrayType.FF_WORKING_MEM)) {
                WorkspacePool pool = new WorkspacePool(dataType, ArrayType.FF_WORKING_MEM).in(workspaces);
                evaluate(in(pool), pool);
            }
        }
        scored = operator.score();
        operator = null;
        score = scored.loss() + regularisation;
        return score;
    }

    /** What was scored last. */
    Score scored() {
        return scored;
    }

    @Override
    public INDArray activate(boolean training, LayerWorkspaceMgr workspaces) {
        operator = null;
        return workspaces.dup(ArrayType.ACTIVATIONS, input, 'c');
    }
}
