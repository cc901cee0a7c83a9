package org.attunet.model.execution;

import org.attunet.model.kernel.Kernels;
import org.attunet.model.kernel.TensorRef;
import org.attunet.model.loss.LossPlan;
import org.attunet.model.loss.Losses;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** The end of a plan that trains: scores predictions against labels and begins the backward pass. */
final class LossOperator<T> implements Operator {
    private final Kernels<T> kernels;
    private final LossPlan plan;
    private final TensorRef<T> in;
    private INDArray predictions;
    private INDArray gradient;
    private INDArray labels;
    private double loss;

    LossOperator(Kernels<T> kernels, LossPlan plan, TensorRef<T> in) {
        this.kernels = kernels;
        this.plan = plan;
        this.in = in;
    }

    /** Class indices [N, 1, X, Y, Z], dense, in the activations' own type. */
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
                        Nd4j.createUninitialized(labels.dataType(), in.shape().dimensions(), 'c');
                gradient = predictions.ulike();
            }
        }
        kernels.toArray(in.data(), predictions);
        loss = Losses.evaluate(plan, predictions, labels, gradient);
    }

    @Override
    public void backward() {
        kernels.fromArray(gradient, in.gradient());
    }
}
