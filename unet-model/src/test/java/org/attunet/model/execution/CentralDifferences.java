package org.attunet.model.execution;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.MultiDataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.ops.transforms.Transforms;

/**
 * Holds a network's gradients against central differences of its loss in double. A step may cross the kink of an activation or a
 * maximum, so each number counts with the best of three step sizes.
 */
public final class CentralDifferences {
    private static final double[] STEPS = {1e-5, 1e-4, 1e-6};

    private CentralDifferences() {}

    /**
     * Relative deviation {@code |a − n| / (|a| + |n| + 1e-6)} of each parameter's gradient, the largest over some of its entries.
     * Inputs are covered where a layer lies before what is examined.
     *
     * @param entries how many of each parameter's entries, drawn at random
     */
    static Map<String, Double> deviations(SmallNetwork network, MultiDataSet data, int entries) {
        loss(network, data);
        Map<String, INDArray> analytic = new LinkedHashMap<>();
        network.gradients().forEach((name, values) -> analytic.put(name, values.dup('c')));
        Map<String, Double> deviations = new LinkedHashMap<>();
        network.trained().forEach((name, values) -> {
            INDArray flat = values.reshape('c', new long[] {values.length()});
            INDArray gradient = analytic.get(name).reshape('c', new long[] {values.length()});
            double largest = 0;
            for (long at : entriesOf(values, entries)) {
                largest = Math.max(largest, best(network, data, flat, gradient.getDouble(at), at));
            }
            deviations.put(name, largest);
        });
        return deviations;
    }

    private static double loss(SmallNetwork network, MultiDataSet data) {
        return network.train(data.getFeatures(0), data.getLabels(0));
    }

    private static long[] entriesOf(INDArray values, int entries) {
        return values.length() <= entries
                ? LongStream.range(0, values.length()).toArray()
                : new Random(3).longs(entries, 0, values.length()).toArray();
    }

    private static double best(SmallNetwork network, MultiDataSet data, INDArray flat, double given, long at) {
        double value = flat.getDouble(at);
        double best = Double.POSITIVE_INFINITY;
        for (int n = 0; n < STEPS.length && best > 1e-7; n++) {
            flat.putScalar(at, value + STEPS[n]);
            double above = loss(network, data);
            flat.putScalar(at, value - STEPS[n]);
            double below = loss(network, data);
            flat.putScalar(at, value);
            double numeric = (above - below) / (2 * STEPS[n]);
            best = Math.min(best, Math.abs(given - numeric) / (Math.abs(given) + Math.abs(numeric) + 1e-6));
        }
        return best;
    }

    /** Random patches [2, channels, x, y, z] and class indices of them. */
    public static MultiDataSet data(int channels, int classes, int x, int y, int z) {
        Nd4j.getRandom().setSeed(5);
        INDArray image = Nd4j.randn(DataType.DOUBLE, 2, channels, x, y, z);
        INDArray labels = Nd4j.rand(DataType.DOUBLE, 2, 1, x, y, z).muli(classes);
        return new MultiDataSet(image, Transforms.floor(labels));
    }
}
