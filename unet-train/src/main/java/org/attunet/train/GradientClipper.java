package org.attunet.train;

import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.optimize.api.BaseTrainingListener;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Scales a step's whole gradient down to a norm, before the optimiser sees it. */
final class GradientClipper extends BaseTrainingListener {
    private final double norm;

    GradientClipper(double norm) {
        this.norm = norm;
    }

    @Override
    public void onGradientCalculation(Model model) {
        INDArray gradient = model.getGradientsViewArray();
        double found = gradient.norm2Number().doubleValue();
        if (found > norm) {
            gradient.muli(norm / found);
        }
    }

    @Override
    public void iterationDone(Model model, int iteration, int epoch) {
        // Nothing is left to do.
    }
}
