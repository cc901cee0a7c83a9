package org.attunet.train;

import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.optimize.api.BaseTrainingListener;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Where the time of an epoch's steps goes; DL4J tells when a forward and a backward pass are over. */
final class StepClock extends BaseTrainingListener {
    private long last;
    private long forward;
    private long backward;
    private long update;

    /** A new epoch. */
    void reset() {
        forward = 0;
        backward = 0;
        update = 0;
    }

    /** A batch goes in. */
    void started() {
        last = System.nanoTime();
    }

    /** The weights are moved, or the gradient is put by. */
    void done() {
        update += lap();
    }

    private long lap() {
        long before = last;
        last = System.nanoTime();
        return last - before;
    }

    @Override
    public void onForwardPass(Model model, List<INDArray> activations) {
        forward += lap();
    }

    @Override
    public void onForwardPass(Model model, Map<String, INDArray> activations) {
        forward += lap();
    }

    @Override
    public void onBackwardPass(Model model) {
        backward += lap();
    }

    @Override
    public void iterationDone(Model model, int iteration, int epoch) {
        // The trainer says when a step is over.
    }

    double forwardSeconds() {
        return forward / 1e9;
    }

    double backwardSeconds() {
        return backward / 1e9;
    }

    double updateSeconds() {
        return update / 1e9;
    }
}
