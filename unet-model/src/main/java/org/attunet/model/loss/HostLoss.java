package org.attunet.model.loss;

import java.util.stream.IntStream;
import org.attunet.model.kernel.nd4j.Planes;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The loss over floats in host memory: one pass takes softmax and sums, leaving probabilities where the gradient will be; a second
 * turns them into the gradient. Each pair of sample and prediction is summed in one fixed order.
 */
final class HostLoss implements SegmentationLoss {
    @Override
    public double evaluate(INDArray logits, INDArray labels, LossPlan plan, INDArray gradient) {
        int samples = (int) logits.size(0);
        int jobs = samples * plan.predictions();
        Planes in = new Planes(logits);
        Planes truth = new Planes(labels);
        Planes out = new Planes(gradient);
        double voxels = (double) samples * in.voxels();
        double[] losses = new double[jobs];
        IntStream.range(0, jobs).parallel().forEach(job -> {
            int sample = job / plan.predictions();
            int prediction = job % plan.predictions();
            int plane = sample * in.channels() + prediction * plan.classes();
            Sums sums = new Sums(plan.classes());
            forward(in, truth, out, plane, sample, plan, sums);
            double weight = plan.predictionWeights().get(prediction);
            losses[job] = weight * sums.loss(plan, samples, voxels);
            backward(truth, out, plane, sample, plan, sums, weight, samples, voxels);
        });
        double loss = 0;
        for (double part : losses) {
            loss += part;
        }
        return loss;
    }

    /** What one sample's prediction sums to, per class. */
    private static final class Sums {
        final double[] overlap;
        final double[] predicted;
        final double[] labelled;
        double crossEntropy;

        Sums(int classes) {
            overlap = new double[classes];
            predicted = new double[classes];
            labelled = new double[classes];
        }

        double loss(LossPlan plan, int samples, double voxels) {
            double dice = 0;
            for (int c = 0; c < overlap.length; c++) {
                double score = plan.numerator(overlap[c]) / plan.denominator(predicted[c], labelled[c]);
                dice += plan.classWeight(c) * (1 - score);
            }
            return plan.settings().diceWeight() * dice / (plan.sumOfClassWeights() * samples)
                    + plan.settings().effectiveCrossEntropyWeight() * crossEntropy / voxels;
        }
    }

    private static void forward(Planes in, Planes truth, Planes out, int plane, int sample, LossPlan plan, Sums sums) {
        int classes = plan.classes();
        boolean entropy = plan.settings().effectiveCrossEntropyWeight() > 0;
        float[][] p = new float[classes][Planes.CHUNK];
        float[] label = new float[Planes.CHUNK];
        for (int start = 0; start < in.voxels(); start += Planes.CHUNK) {
            int count = Math.min(Planes.CHUNK, in.voxels() - start);
            for (int c = 0; c < classes; c++) {
                in.read(plane + c, start, p[c], count);
            }
            truth.read(sample, start, label, count);
            softmax(p, count);
            for (int n = 0; n < count; n++) {
                int c = (int) label[n];
                sums.overlap[c] += p[c][n];
                sums.labelled[c]++;
                if (entropy) {
                    sums.crossEntropy -= plan.classWeight(c) * Math.log(Math.max(p[c][n], Float.MIN_NORMAL));
                }
            }
            for (int c = 0; c < classes; c++) {
                for (int n = 0; n < count; n++) {
                    sums.predicted[c] += p[c][n];
                }
                out.write(plane + c, start, p[c], count);
            }
        }
    }

    private static void softmax(float[][] z, int count) {
        if (z.length == 2) {
            for (int n = 0; n < count; n++) {
                float e = (float) Math.exp(-Math.abs(z[1][n] - z[0][n]));
                float large = 1 / (1 + e);
                float small = e / (1 + e);
                boolean second = z[1][n] > z[0][n];
                z[0][n] = second ? small : large;
                z[1][n] = second ? large : small;
            }
            return;
        }
        for (int n = 0; n < count; n++) {
            float max = Float.NEGATIVE_INFINITY;
            for (float[] plane : z) {
                max = Math.max(max, plane[n]);
            }
            double sum = 0;
            for (float[] plane : z) {
                plane[n] = (float) Math.exp(plane[n] - max);
                sum += plane[n];
            }
            for (float[] plane : z) {
                plane[n] = (float) (plane[n] / sum);
            }
        }
    }

    /** {@code dL/dz_c = p_c (dL/dp_c − Σ_k p_k dL/dp_k)} for Dice, {@code w (p_c − y_c)} for the cross entropy. */
    private static void backward(
            Planes truth,
            Planes out,
            int plane,
            int sample,
            LossPlan plan,
            Sums sums,
            double weight,
            int samples,
            double voxels) {
        int classes = plan.classes();
        float[] atAll = new float[classes];
        float[] atLabel = new float[classes];
        float[] entropy = new float[classes];
        double share = weight * plan.settings().diceWeight() / (plan.sumOfClassWeights() * samples);
        for (int c = 0; c < classes; c++) {
            double numerator = plan.numerator(sums.overlap[c]);
            double denominator = plan.denominator(sums.predicted[c], sums.labelled[c]);
            atAll[c] = (float) (share * plan.classWeight(c) * numerator / (denominator * denominator));
            atLabel[c] = (float) (-2 * share * plan.classWeight(c) / denominator);
            entropy[c] =
                    (float) (weight * plan.settings().effectiveCrossEntropyWeight() * plan.classWeight(c) / voxels);
        }
        float[][] p = new float[classes][Planes.CHUNK];
        float[] label = new float[Planes.CHUNK];
        for (int start = 0; start < out.voxels(); start += Planes.CHUNK) {
            int count = Math.min(Planes.CHUNK, out.voxels() - start);
            for (int c = 0; c < classes; c++) {
                out.read(plane + c, start, p[c], count);
            }
            truth.read(sample, start, label, count);
            for (int n = 0; n < count; n++) {
                int y = (int) label[n];
                float mean = p[y][n] * atLabel[y];
                for (int c = 0; c < classes; c++) {
                    mean += p[c][n] * atAll[c];
                }
                for (int c = 0; c < classes; c++) {
                    float slope = atAll[c] + (c == y ? atLabel[c] : 0) - mean;
                    p[c][n] = p[c][n] * slope + entropy[y] * (p[c][n] - (c == y ? 1 : 0));
                }
            }
            for (int c = 0; c < classes; c++) {
                out.write(plane + c, start, p[c], count);
            }
        }
    }
}
