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
    int predictions() {
        return predictionWeights.size();
    }

    double classWeight(int c) {
        return settings.classWeights().isEmpty() ? 1 : settings.classWeights().get(c);
    }

    double sumOfClassWeights() {
        double sum = 0;
        for (int c = 0; c < classes; c++) {
            sum += classWeight(c);
        }
        return sum;
    }

    /** Numerator of a class's Dice from {@code Σpg}. */
    double numerator(double overlap) {
        return 2 * overlap + settings.kind().numeratorSmoothing();
    }

    /** Denominator from {@code Σp} and {@code Σg}. */
    double denominator(double predicted, double labelled) {
        return predicted + labelled + settings.kind().denominatorSmoothing();
    }
}
