package org.attunet.eval.metric;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.attunet.data.volume.Mask;

/**
 * Whether a network is as often right as it says: voxels binned by the probability it gives the organ, and how many of them
 * are the organ. Voxels below {@value #LEAST} are left out, or the air around every patient would make any network look
 * reliable; what the network misses there is counted apart.
 *
 * @param bins ten of equal width
 * @param missed voxels of the organ that were given less than {@value #LEAST}
 */
public record Reliability(List<Bin> bins, long missed) implements Serializable {
    private static final long serialVersionUID = 1L;

    private static final int BINS = 10;
    private static final double LEAST = 0.01;

    /** No voxel at all. */
    public static final Reliability NONE = new Reliability(
            IntStream.range(0, BINS).mapToObj(n -> new Bin(0, 0, 0)).toList(), 0);

    /**
     * Voxels of similar probability.
     *
     * @param voxels how many
     * @param probability sum of their probabilities
     * @param organ how many are the organ
     */
    public record Bin(long voxels, double probability, long organ) implements Serializable {
        private static final long serialVersionUID = 1L;

        /** Mean probability; NaN for an empty bin. */
        public double meanProbability() {
            return probability / voxels;
        }

        /** Share that is the organ; NaN for an empty bin. */
        public double frequency() {
            return (double) organ / voxels;
        }

        private Bin plus(Bin other) {
            return new Bin(voxels + other.voxels, probability + other.probability, organ + other.organ);
        }
    }

    /** Keeps its own copy. */
    public Reliability {
        bins = List.copyOf(bins);
    }

    /**
     * Of one case.
     *
     * @param probability of the organ, at a flat index of the label's grid
     * @param value the organ's label
     */
    public static Reliability of(IntToDoubleFunction probability, Mask label, int value) {
        long[] voxels = new long[BINS];
        double[] sum = new double[BINS];
        long[] organ = new long[BINS];
        long missed = 0;
        for (int n = 0; n < label.labels().length; n++) {
            double p = probability.applyAsDouble(n);
            int right = label.get(n) == value ? 1 : 0;
            if (p < LEAST) {
                missed += right;
            } else {
                int bin = Math.min(BINS - 1, (int) (p * BINS));
                voxels[bin]++;
                sum[bin] += p;
                organ[bin] += right;
            }
        }
        List<Bin> bins = new ArrayList<>();
        for (int n = 0; n < BINS; n++) {
            bins.add(new Bin(voxels[n], sum[n], organ[n]));
        }
        return new Reliability(bins, missed);
    }

    /** Of both. */
    public Reliability plus(Reliability other) {
        return new Reliability(
                IntStream.range(0, BINS)
                        .mapToObj(n -> bins.get(n).plus(other.bins.get(n)))
                        .toList(),
                missed + other.missed);
    }

    /** Voxels in all bins. */
    public long voxels() {
        return bins.stream().mapToLong(Bin::voxels).sum();
    }

    /**
     * Expected calibration error: how far mean probability and frequency are apart, weighted by voxels; 0 is perfect. NaN
     * without voxels.
     */
    public double expectedCalibrationError() {
        double sum = bins.stream()
                .filter(bin -> bin.voxels() > 0)
                .mapToDouble(bin -> Math.abs(bin.probability() - bin.organ()))
                .sum();
        return sum / voxels();
    }
}
