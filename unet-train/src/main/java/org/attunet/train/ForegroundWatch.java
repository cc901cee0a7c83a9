package org.attunet.train;

import java.util.Map;
import org.attunet.model.network.NetworkSettings;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.optimize.api.BaseTrainingListener;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** Whether the network predicts anything but background in patches whose label holds more, as its training forward passes go by. */
final class ForegroundWatch extends BaseTrainingListener {
    private final String predictions;
    private final int classes;
    private INDArray labels;
    private Foreground found = Foreground.NONE_LABELLED;

    ForegroundWatch(NetworkSettings network, ComputationGraph graph) {
        classes = network.classes();
        predictions = graph.getConfiguration().getVertexInputs().get("loss").get(0);
    }

    /** A new step. */
    void reset() {
        found = Foreground.NONE_LABELLED;
    }

    /** Labels of the batch that goes in next, [N, 1, X, Y, Z]. */
    void expect(INDArray batch) {
        labels = batch;
    }

    /** What the step found. */
    Foreground found() {
        return found;
    }

    /** The first {@code classes} channels are the top output. */
    @Override
    public void onForwardPass(Model model, Map<String, INDArray> activations) {
        INDArray stack = activations.get(predictions);
        for (int n = 0; n < labels.size(0) && found != Foreground.FOUND; n++) {
            if (labels.get(NDArrayIndex.point(n)).maxNumber().doubleValue() > 0) {
                INDArray top = stack.get(NDArrayIndex.point(n), NDArrayIndex.interval(0, classes));
                found = hasForeground(top) ? Foreground.FOUND : Foreground.MISSED;
            }
        }
    }

    private boolean hasForeground(INDArray logits) {
        INDArray background = logits.get(NDArrayIndex.point(0));
        for (int c = 1; c < classes; c++) {
            try (INDArray lead = logits.get(NDArrayIndex.point(c)).sub(background)) {
                if (lead.maxNumber().doubleValue() > 0) {
                    return true;
                }
            }
        }
        return false;
    }

    @Override
    public void iterationDone(Model model, int iteration, int epoch) {
        // The forward pass has told everything.
    }
}
