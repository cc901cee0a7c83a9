package org.attunet.eval.inference;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.apache.commons.math3.analysis.UnivariateFunction;
import org.apache.commons.math3.analysis.solvers.BrentSolver;
import org.attunet.data.volume.Mask;
import org.attunet.data.volume.Volume;

/**
 * Fits a temperature: the one that makes the labels of all voxels of the network's grid most likely. Of a case at most {@value #MOST}
 * voxels are taken near the organs, those that belong to one or were given {@value #LEAST} or more for it, and as many of the others,
 * each evenly and with the weight of those that it stands for. Without the others an organ that was missed would count in full and the
 * background around it hardly at all, and the temperature would rise until all voxels were in doubt.
 */
public final class TemperatureFit {
    private static final double LEAST = 0.01;
    private static final int MOST = 100_000;

    /** Temperatures between the inverse of this and this. */
    private static final double LARGEST = 10;

    private static final double PRECISION = 1e-6;
    private static final int EVALUATIONS = 200;

    private final List<Voxel> voxels = new ArrayList<>();
    private boolean organ;
    private int cases;

    /** @param weight how many voxels it stands for */
    private record Voxel(float[] logits, int label, double weight) {
        double slope(double temperature) {
            double[] probabilities = probabilities(logits, temperature);
            double expected = IntStream.range(0, logits.length)
                    .mapToDouble(c -> probabilities[c] * logits[c])
                    .sum();
            return logits[label] - expected;
        }

        double loss(double temperature) {
            return -Math.log(Math.max(Double.MIN_NORMAL, probabilities(logits, temperature)[label]));
        }
    }

    /** Takes voxels of a case: one volume of logits a class, on the label's grid. */
    public void add(List<Volume> perClass, Mask label) {
        int count = label.labels().length;
        BitSet near = new BitSet(count);
        IntStream.range(0, count)
                .filter(n -> label.get(n) != 0 || 1 - probabilities(at(perClass, n), 1)[0] >= LEAST)
                .forEach(near::set);
        organ |= !near.isEmpty();
        BitSet others = (BitSet) near.clone();
        others.flip(0, count);
        addEvenly(others, perClass, label);
        addEvenly(near, perClass, label);
        cases++;
    }

    private void addEvenly(BitSet which, List<Volume> perClass, Mask label) {
        int count = which.cardinality();
        int step = Math.max(1, (count + MOST - 1) / MOST);
        int taken = (count + step - 1) / step;
        int passed = 0;
        for (int n = which.nextSetBit(0); n >= 0; n = which.nextSetBit(n + 1)) {
            if (passed++ % step == 0) {
                voxels.add(new Voxel(at(perClass, n), label.get(n), (double) count / taken));
            }
        }
    }

    private static float[] at(List<Volume> perClass, int index) {
        float[] values = new float[perClass.size()];
        for (int c = 0; c < values.length; c++) {
            values[c] = perClass.get(c).get(index);
        }
        return values;
    }

    /** The calibration; none where no voxel is near an organ. */
    public Calibration fit() {
        if (!organ) {
            return Calibration.NONE;
        }
        double temperature = Math.exp(root());
        return new Calibration(temperature, cases, voxels.size(), loss(1), loss(temperature));
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
        return mean(voxel -> voxel.slope(temperature));
    }

    private double loss(double temperature) {
        return mean(voxel -> voxel.loss(temperature));
    }

    private double mean(ToDoubleFunction<Voxel> value) {
        double sum = 0;
        double weights = 0;
        for (Voxel voxel : voxels) {
            sum += voxel.weight() * value.applyAsDouble(voxel);
            weights += voxel.weight();
        }
        return sum / weights;
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
