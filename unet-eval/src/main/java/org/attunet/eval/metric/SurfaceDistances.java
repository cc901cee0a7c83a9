package org.attunet.eval.metric;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Distances from every surface voxel of the prediction to the nearest one of the label, and the reverse. A surface voxel
 * has at least one of its 6 face neighbours outside the mask; beyond the border of the image is outside. Both masks hold
 * something. The definitions are MONAI 1.5's.
 */
final class SurfaceDistances {
    private final float[] fromPrediction;
    private final float[] fromLabel;

    SurfaceDistances(float[] fromPrediction, float[] fromLabel) {
        this.fromPrediction = fromPrediction;
        this.fromLabel = fromLabel;
    }

    /** Between the surfaces of two crops of the same planes. */
    static SurfaceDistances between(Crop prediction, Crop label) {
        return between(label.positions(), prediction.surface(), label.surface());
    }

    /** Between nodes of one rectilinear grid, given by their flat indices. */
    static SurfaceDistances between(double[][] positions, int[] prediction, int[] label) {
        float[][] both = IntStream.range(0, 2)
                .parallel()
                .mapToObj(way ->
                        way == 0 ? distances(positions, prediction, label) : distances(positions, label, prediction))
                .toArray(float[][]::new);
        return new SurfaceDistances(both[0], both[1]);
    }

    private static float[] distances(double[][] positions, int[] from, int[] to) {
        float[] squared = DistanceTransform.squared(positions, to);
        float[] distances = new float[from.length];
        for (int n = 0; n < from.length; n++) {
            distances[n] = (float) Math.sqrt(squared[from[n]]);
        }
        Arrays.sort(distances);
        return distances;
    }

    /** Average symmetric surface distance: the mean of all distances of both directions together. */
    double mean() {
        return (sum(fromPrediction) + sum(fromLabel)) / (fromPrediction.length + fromLabel.length);
    }

    /** Mean of the two directions' own means. */
    double meanOfMeans() {
        return (sum(fromPrediction) / fromPrediction.length + sum(fromLabel) / fromLabel.length) / 2;
    }

    /** The larger of both directions' percentiles (0…100), interpolated linearly between ranks. */
    double percentile(double percent) {
        return Math.max(percentile(fromPrediction, percent), percentile(fromLabel, percent));
    }

    /** Surface Dice: the share of all surface voxels of both masks that lie within {@code tolerance} of the other. */
    double shareWithin(double tolerance) {
        double within = within(fromPrediction, tolerance) + within(fromLabel, tolerance);
        return within / (fromPrediction.length + fromLabel.length);
    }

    private static double sum(float[] values) {
        double sum = 0;
        for (float value : values) {
            sum += value;
        }
        return sum;
    }

    private static double percentile(float[] ascending, double percent) {
        double rank = percent / 100 * (ascending.length - 1);
        int below = (int) rank;
        int above = Math.min(below + 1, ascending.length - 1);
        return ascending[below] + (rank - below) * ((double) ascending[above] - ascending[below]);
    }

    private static int within(float[] ascending, double tolerance) {
        int count = 0;
        while (count < ascending.length && ascending[count] <= tolerance) {
            count++;
        }
        return count;
    }
}
