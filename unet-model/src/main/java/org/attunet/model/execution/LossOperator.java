package org.attunet.model.execution;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.IntToDoubleFunction;
import java.util.function.Supplier;
import org.attunet.model.kernel.ClassLoss;
import org.attunet.model.kernel.ClassScores;
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
    private final ClassLoss ofSums;
    private final ClassScores<T> scores;
    private T labels;
    private T probabilities;
    private long predicted;
    private Optional<HostLoss<T>> own = Optional.empty();
    private OptionalDouble ownValue = OptionalDouble.empty();

    /** Of what {@code in} holds. */
    public LossOperator(Kernels<T> kernels, LossPlan plan, TensorRef<T> in) {
        this.kernels = kernels;
        this.plan = plan;
        this.in = in;
        LossSettings settings = plan.settings();
        this.ofSums = new ClassLoss(
                plan.classes(),
                perPlane(plane -> weight(plane) * settings.diceWeight() / diceTerms() * classWeight(plane)),
                perPlane(plane ->
                        weight(plane) * settings.effectiveCrossEntropyWeight() * classWeight(plane) / voxels()),
                settings.kind().numeratorSmoothing(),
                settings.kind().denominatorSmoothing());
        this.scores = kernels.classScores(in.shape(), ofSums);
    }

    private double[] perPlane(IntToDoubleFunction value) {
        double[] all = new double[in.shape().samples() * in.shape().channels()];
        Arrays.setAll(all, value);
        return all;
    }

    /** Class indices [N, 1, X, Y, Z]. */
    public void setLabels(T given) {
        labels = given;
    }

    /** Another loss in its place; what was found of the labels is counted all the same. */
    void setOwn(Optional<HostLoss<T>> other) {
        own = other;
        ownValue = OptionalDouble.empty();
    }

    @Override
    public void infer() {
        // What is asked for are the predictions.
        in.read();
    }

    @Override
    public void begin() {
        predicted = System.nanoTime(); // where a recorded pass is asked for as a whole
    }

    @Override
    public void forward() {
        predicted = System.nanoTime();
        probabilities = kernels.pool().take(in.shape());
        kernels.softmax(in.data(), plan.classes(), probabilities);
        scores.forward(probabilities, labels);
    }

    /** What the last {@link #forward} found. */
    public Score score() {
        return new Scored(scores.sums(), ownValue, predicted);
    }

    /** Made of the sums when somebody looks. */
    private final class Scored implements Score {
        private final Supplier<ClassSums> sums;
        private final OptionalDouble own;
        private final long predicted;

        Scored(Supplier<ClassSums> sums, OptionalDouble own, long predicted) {
            this.sums = sums;
            this.own = own;
            this.predicted = predicted;
        }

        @Override
        public double loss() {
            return own.orElseGet(() -> LossOperator.this.loss(sums.get()));
        }

        @Override
        public Foreground foreground() {
            return LossOperator.this.foreground(sums.get());
        }

        @Override
        public long predicted() {
            return predicted;
        }
    }

    /** Of the first prediction of every sample. */
    private Foreground foreground(ClassSums sums) {
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
    private double loss(ClassSums sums) {
        LossSettings settings = plan.settings();
        double loss = 0;
        for (int first = 0; first < sums.labelled().length; first += plan.classes()) {
            double dice = 0;
            double logarithm = 0;
            for (int c = 0; c < plan.classes(); c++) {
                dice += plan.classWeight(c)
                        * (1 - ofSums.numerator(sums, first + c) / ofSums.denominator(sums, first + c));
                logarithm += plan.classWeight(c) * sums.logarithm()[first + c];
            }
            loss += weight(first)
                    * (settings.diceWeight() * dice / diceTerms()
                            - settings.effectiveCrossEntropyWeight() * logarithm / voxels());
        }
        return loss;
    }

    @Override
    public void backward() {
        if (own.isPresent()) {
            ownValue = OptionalDouble.of(own.get().differentiate(in, labels, probabilities));
        } else {
            scores.backward(probabilities, labels);
        }
        in.setGradient(probabilities);
        probabilities = null;
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

    private double classWeight(int plane) {
        return plan.classWeight(plane % plan.classes());
    }
}
