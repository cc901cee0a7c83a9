package org.attunet.model.graph;

import org.attunet.model.kernel.nd4j.Planes;
import org.attunet.model.loss.LossPlan;
import org.attunet.model.loss.Losses;
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

/** A {@link LossLayer} at work. Loss and gradient come out of one evaluation, so a step takes the score of its backward pass. */
final class LossLayerRuntime extends Cnn3DLossLayer {
    private static final long serialVersionUID = 1L;
    private final transient LossPlan plan;
    private double lossOfBackward = Double.NaN;

    LossLayerRuntime(NeuralNetConfiguration conf, DataType type, LossPlan plan) {
        super(conf, type);
        this.plan = plan;
    }

    private double evaluate(INDArray gradient) {
        if (labels == null || labels.size(1) != 1 || labels.length() * input.size(1) != input.length()) {
            throw new IllegalArgumentException("labels must be class indices [N, 1, X, Y, Z] for predictions "
                    + java.util.Arrays.toString(input.shape()) + ", found "
                    + (labels == null ? "none" : java.util.Arrays.toString(labels.shape())));
        }
        return Losses.evaluate(plan, input, dense(labels.castTo(dataType)), gradient);
    }

    private static INDArray dense(INDArray x) {
        return Planes.dense(x) ? x : x.dup('c');
    }

    @Override
    public Pair<Gradient, INDArray> backpropGradient(INDArray epsilon, LayerWorkspaceMgr workspaces) {
        INDArray gradient = workspaces.createUninitialized(ArrayType.ACTIVATION_GRAD, dataType, input.shape(), 'c');
        try (MemoryWorkspace ignored = workspaces.notifyScopeEntered(ArrayType.BP_WORKING_MEM)) {
            lossOfBackward = evaluate(gradient);
        }
        return new Pair<>(new DefaultGradient(), gradient);
    }

    @Override
    public double computeScore(double regularisation, boolean training, LayerWorkspaceMgr workspaces) {
        double loss = lossOfBackward;
        if (Double.isNaN(loss) || !training) {
            try (MemoryWorkspace ignored = workspaces.notifyScopeEntered(ArrayType.FF_WORKING_MEM)) {
                loss = evaluate(input.ulike());
            }
        }
        lossOfBackward = Double.NaN;
        score = loss + regularisation;
        return score;
    }

    @Override
    public INDArray activate(boolean training, LayerWorkspaceMgr workspaces) {
        lossOfBackward = Double.NaN;
        return workspaces.dup(ArrayType.ACTIVATIONS, input, 'c');
    }
}
