package org.attunet.model.execution;

import java.util.List;
import org.attunet.model.kernel.ClassSums;
import org.attunet.model.kernel.Kernels;
import org.attunet.model.kernel.TensorRef;
import org.attunet.model.loss.LossPlan;
import org.attunet.model.loss.LossSettings;

/** The end of a network that trains: scores stacked predictions [N, K · C, X, Y, Z] against labels, and begins the backward pass. */
public final class LossOperator<T> implements Operator {
    private final Kernels<T> kernels;
    private final LossPlan plan;
    private final TensorRef<T> in;
    private T labels;
    private T probabilities;
    private ClassSums sums;
    private long predicted;

    /** Of what {@code in} holds. */
    public LossOperator(Kernels<T> kernels, LossPlan plan, TensorRef<T> in) {
        this.kernels = kernels;
        this.plan = plan;
        this.in = in;
    }

    /** Class indices [N, 1, X, Y, Z]. */
    public void setLabels(T given) {
        labels = given;
    }

    @Override
    public void infer() {
        // What is asked for are the predictions.
        in.read();
    }

    @Override
    public void forward() {
        predicted = System.nanoTime();
        probabilities = kernels.pool().take(in.shape());
        kernels.softmax(in.data(), plan.classes(), probabilities);
        boolean logs = plan.settings().effectiveCrossEntropyWeight() > 0;
        sums = kernels.classSums(probabilities, labels, plan.classes(), logs);
    }

    /** What {@link #forward} found. */
    public Score score() {
        return new Score(loss(), foreground(), predicted);
    }

    /** Of the first prediction of every sample. */
    private Foreground foreground() {
        Foreground found = Foreground.NONE_LABELLED;
        for (int sample = 0; sample < in.shape().samples(); sample++) {
            int top = sample * in.shape().channels();
            double labelled = 0;
            double decided = 0;
            for (int c = top + 1; c < top + plan.classes(); c++) {
                labelled += sums.labelled()[c];
                decided += sums.decided()[c];
            }
            Foreground here = decided > 0 ? Foreground.FOUND : Foreground.MISSED;
            found = labelled > 0 ? found.or(here) : found;
        }
        return found;
    }

    /** The weighted sum over predictions, the mean over samples. */
    private double loss() {
        LossSettings settings = plan.settings();
        double loss = 0;
        for (int first = 0; first < planes(); first += plan.classes()) {
            double dice = 0;
            double logarithm = 0;
            for (int c = 0; c < plan.classes(); c++) {
                dice += plan.classWeight(c) * (1 - numerator(first + c) / denominator(first + c));
                logarithm += plan.classWeight(c) * sums.logarithm()[first + c];
            }
            loss += weight(first)
                    * (settings.diceWeight() * dice / diceTerms()
                            - settings.effectiveCrossEntropyWeight() * logarithm / voxels());
        }
        return loss;
    }

    /** Of {@code w (1 − n / d)} by its sums: {@code w n / d²} by Σp, {@code −2 w / d} by Σpy. */
    @Override
    public void backward() {
        LossSettings settings = plan.settings();
        ClassSums by = ClassSums.zeros(planes());
        for (int plane = 0; plane < planes(); plane++) {
            double classWeight = plan.classWeight(plane % plan.classes());
            double share = weight(plane) * settings.diceWeight() / diceTerms();
            double denominator = denominator(plane);
            by.probability()[plane] = share * classWeight * numerator(plane) / (denominator * denominator);
            by.overlap()[plane] = -2 * share * classWeight / denominator;
            by.logarithm()[plane] = -weight(plane) * settings.effectiveCrossEntropyWeight() * classWeight / voxels();
        }
        kernels.softmaxGradient(probabilities, labels, plan.classes(), by);
        in.setGradient(probabilities);
        probabilities = null;
    }

    private int planes() {
        return in.shape().samples() * in.shape().channels();
    }

    private double voxels() {
        return in.shape().totalVoxels();
    }

    /** What the weighted sum over samples and classes is divided by. */
    private double diceTerms() {
        return plan.sumOfClassWeights() * in.shape().samples();
    }

    /** Of the prediction that a plane belongs to. */
    private double weight(int plane) {
        List<Double> weights = plan.predictionWeights();
        return weights.get(plane / plan.classes() % weights.size());
    }

    private double numerator(int plane) {
        return 2 * sums.overlap()[plane] + plan.settings().kind().numeratorSmoothing();
    }

    private double denominator(int plane) {
        return sums.probability()[plane]
                + sums.labelled()[plane]
                + plan.settings().kind().denominatorSmoothing();
    }
}
