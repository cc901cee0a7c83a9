package org.attunet.model.engine;

import org.attunet.model.loss.LossLayer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** The end of a training program: scores predictions against labels and begins the way back. */
final class LossStep implements Step {
    private final LossLayer layer;
    private final Value in;
    private INDArray predictions;
    private INDArray gradient;
    private INDArray labels;
    private double loss;

    LossStep(LossLayer layer, Value in) {
        this.layer = layer;
        this.in = in;
    }

    /** Class indices [N, 1, X, Y, Z], dense floats. */
    void setLabels(INDArray given) {
        labels = given;
    }

    /** What was scored, [N, K · C, X, Y, Z]; overwritten by the next run. */
    INDArray predictions() {
        return predictions;
    }

    double loss() {
        return loss;
    }

    @Override
    public void infer() {
        // What is asked for are the predictions.
        in.read();
    }

    @Override
    public void forward() {
        if (predictions == null) {
            try (MemoryWorkspace ignored = Nd4j.getWorkspaceManager().scopeOutOfWorkspaces()) {
                predictions =
                        Nd4j.createUninitialized(DataType.FLOAT, in.extent().dimensions(), 'c');
                gradient = Nd4j.createUninitialized(DataType.FLOAT, in.extent().dimensions(), 'c');
            }
        }
        Planar.toPlanar(in.data(), predictions);
        loss = layer.evaluate(predictions, labels, gradient);
    }

    @Override
    public void backward() {
        Planar.fromPlanar(gradient, in.gradient());
    }
}
