package org.attunet.model.loss;

import java.util.List;

/**
 * A loss over K stacked predictions of C classes.
 *
 * @param settings parts and their weights
 * @param classes C
 * @param predictionWeights weight of each of the K predictions
 */
public record LossPlan(LossSettings settings, int classes, List<Double> predictionWeights) {
    /** Of K predictions in the weights of deep supervision. */
    public static LossPlan of(LossSettings settings, int classes, int predictions) {
        return new LossPlan(settings, classes, LossSettings.supervisionWeights(predictions));
    }

    /** Weight of class c. */
    public double classWeight(int c) {
        return settings.classWeights().isEmpty() ? 1 : settings.classWeights().get(c);
    }

    /** Of all classes. */
    public double sumOfClassWeights() {
        double sum = 0;
        for (int c = 0; c < classes; c++) {
            sum += classWeight(c);
        }
        return sum;
    }
}
