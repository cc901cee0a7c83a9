package org.attunet.eval.inference;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.attunet.data.volume.Cutout;
import org.attunet.data.volume.Geometry;
import org.attunet.data.volume.Mask;
import org.attunet.data.volume.Volume;

/** Values of several classes, one volume per class, compared voxel by voxel. */
public final class Classes {
    private Classes() {}

    private static float[][] arrays(List<Volume> classes) {
        return classes.stream().map(Volume::floats).toArray(float[][]::new);
    }

    /** The class with the largest value; the first of equals. */
    public static Mask largest(List<Volume> classes) {
        float[][] values = arrays(classes);
        byte[] labels = new byte[values[0].length];
        for (int n = 0; n < labels.length; n++) {
            int best = 0;
            for (int c = 1; c < values.length; c++) {
                best = values[c][n] > values[best][n] ? c : best;
            }
            labels[n] = (byte) best;
        }
        return new Mask(classes.get(0).geometry(), labels);
    }

    /** Probabilities of logits, which are overwritten, after a division by the temperature. */
    static List<Volume> softmax(List<Volume> logits, double temperature) {
        float[][] values = arrays(logits);
        softmax(values, temperature);
        return volumes(logits.get(0).geometry(), values);
    }

    /** The same of one array per class, at temperature 1. */
    static void softmax(float[][] values) {
        softmax(values, 1);
    }

    private static void softmax(float[][] values, double temperature) {
        IntStream.range(0, values[0].length).parallel().forEach(n -> {
            float largest = Float.NEGATIVE_INFINITY;
            for (float[] of : values) {
                largest = Math.max(largest, of[n]);
            }
            float sum = 0;
            for (float[] of : values) {
                of[n] = (float) Math.exp((of[n] - largest) / temperature);
                sum += of[n];
            }
            for (float[] of : values) {
                of[n] /= sum;
            }
        });
    }

    /** Logits of a part, on the whole grid: background beyond the part. */
    static List<Volume> back(List<Volume> logits, Cutout part) {
        return IntStream.range(0, logits.size())
                .mapToObj(
                        c -> part.back(logits.get(c), c == 0 ? WindowAccumulator.CERTAIN : -WindowAccumulator.CERTAIN))
                .toList();
    }

    /** Wraps one array per class. */
    static List<Volume> volumes(Geometry geometry, float[][] values) {
        return Arrays.stream(values).map(array -> Volume.of(geometry, array)).toList();
    }
}
