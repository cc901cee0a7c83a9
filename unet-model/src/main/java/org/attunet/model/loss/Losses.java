package org.attunet.model.loss;

import org.nd4j.linalg.api.ndarray.INDArray;

/** The training loss outside a graph. */
public final class Losses {
    private Losses() {}

    /**
     * The loss of stacked predictions.
     *
     * @param logits [N, K · C, X, Y, Z], dense 'c' order
     * @param labels class indices [N, 1, X, Y, Z]
     * @param classes C
     */
    public static double of(LossSettings settings, INDArray logits, INDArray labels, int classes) {
        return withGradient(settings, logits, labels, classes, logits.ulike());
    }

    /** As above; {@code gradient}, of the logits' shape, is filled with the gradient by them. */
    public static double withGradient(
            LossSettings settings, INDArray logits, INDArray labels, int classes, INDArray gradient) {
        int predictions = (int) logits.size(1) / classes;
        LossPlan plan = new LossPlan(settings, classes, LossSettings.supervisionWeights(predictions));
        return evaluate(plan, logits, labels.castTo(logits.dataType()), gradient);
    }

    /** As above, of labels in the logits' type. */
    public static double evaluate(LossPlan plan, INDArray logits, INDArray labels, INDArray gradient) {
        return SegmentationLoss.of(logits.dataType()).evaluate(logits, labels, plan, gradient);
    }
}
