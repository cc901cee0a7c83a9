package org.attunet.eval.inference;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.math3.analysis.UnivariateFunction;
import org.apache.commons.math3.analysis.solvers.BrentSolver;
import org.attunet.data.volume.Mask;
import org.attunet.data.volume.Volume;

/**
 * Fits a temperature: the one that makes the labels of voxels near the organs most likely. Those are voxels of the network's grid that
 * belong to an organ or were given {@value #LEAST} or more for being one, at most {@value #MOST} of a case, evenly taken: of the others
 * network and label agree, and there are so many of them that they would decide alone.
 */
public final class TemperatureFit {
    private static final double LEAST = 0.01;
    private static final int MOST = 100_000;

    /** Temperatures between the inverse of this and this. */
    private static final double LARGEST = 10;

    private static final double PRECISION = 1e-6;
    private static final int EVALUATIONS = 200;

    private final List<float[]> logits = new ArrayList<>();
    private final List<Integer> labels = new ArrayList<>();
    private int cases;

    /** Takes voxels of a case: one volume of logits a class, on the label's grid. */
    public void add(List<Volume> perClass, Mask label) {
        int[] near = IntStream.range(0, label.labels().length)
                .filter(n -> label.get(n) != 0 || 1 - probabilities(at(perClass, n), 1)[0] >= LEAST)
                .toArray();
        int step = Math.max(1, (near.length + MOST - 1) / MOST);
        for (int n = 0; n < near.length; n += step) {
            logits.add(at(perClass, near[n]));
            labels.add(label.get(near[n]));
        }
        cases++;
    }

    private static float[] at(List<Volume> perClass, int index) {
        float[] values = new float[perClass.size()];
        for (int c = 0; c < values.length; c++) {
            values[c] = perClass.get(c).get(index);
        }
        return values;
    }

    /** The calibration; none where there is no voxel to fit it on. */
    public Calibration fit() {
        if (logits.isEmpty()) {
            return Calibration.NONE;
        }
        double temperature = Math.exp(root());
        return new Calibration(temperature, cases, logits.size(), loss(1), loss(temperature));
    }

    /** The loss is convex in the inverse temperature, so its slope has one zero at most; without one an end is best. */
    private double root() {
        double end = Math.log(LARGEST);
        UnivariateFunction slope = logTemperature -> slope(Math.exp(logTemperature));
        if (slope.value(-end) >= 0) {
            return -end;
        }
        return slope.value(end) <= 0 ? end : new BrentSolver(PRECISION).solve(EVALUATIONS, slope, -end, end);
    }

    /** Mean over the voxels of the label's logit above the expected one: the loss falls with the inverse temperature where positive. */
    private double slope(double temperature) {
        return IntStream.range(0, logits.size())
                .mapToDouble(n -> {
                    float[] values = logits.get(n);
                    double[] probabilities = probabilities(values, temperature);
                    double expected = IntStream.range(0, values.length)
                            .mapToDouble(c -> probabilities[c] * values[c])
                            .sum();
                    return values[labels.get(n)] - expected;
                })
                .average()
                .orElseThrow();
    }

    private double loss(double temperature) {
        return IntStream.range(0, logits.size())
                .mapToDouble(n -> -Math.log(
                        Math.max(Double.MIN_NORMAL, probabilities(logits.get(n), temperature)[labels.get(n)])))
                .average()
                .orElseThrow();
    }

    private static double[] probabilities(float[] logits, double temperature) {
        double[] shares = new double[logits.length];
        float largest = logits[0];
        for (float value : logits) {
            largest = Math.max(largest, value);
        }
        for (int c = 0; c < shares.length; c++) {
            shares[c] = Math.exp((logits[c] - largest) / temperature);
        }
        double sum = Arrays.stream(shares).sum();
        for (int c = 0; c < shares.length; c++) {
            shares[c] /= sum;
        }
        return shares;
    }
}
