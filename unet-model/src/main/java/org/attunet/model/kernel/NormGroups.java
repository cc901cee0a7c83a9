package org.attunet.model.kernel;

import java.util.Arrays;

/**
 * Which planes of an activation share a mean and a variance: a set is some neighbouring channels of one sample, or of all samples. A
 * plane is one channel of one sample: plane {@code n * channels + c}.
 *
 * @param samples N
 * @param channels C
 * @param width channels of a set, a divisor of C
 * @param acrossSamples whether all samples share them
 */
public record NormGroups(int samples, int channels, int width, boolean acrossSamples) {
    /** Planes in all. */
    public int planes() {
        return samples * channels;
    }

    /** Sets of planes with common statistics. */
    public int sets() {
        return (acrossSamples ? channels : planes()) / width;
    }

    /** The set that a plane belongs to. */
    public int set(int plane) {
        return (acrossSamples ? plane % channels : plane) / width;
    }

    /** One value per channel as one per plane, the same within a set: the set's last channel's. */
    double[] perPlane(double[] perChannel) {
        double[] perSet = new double[sets()];
        for (int plane = 0; plane < planes(); plane++) {
            perSet[set(plane)] = perChannel[plane % channels];
        }
        double[] result = new double[planes()];
        Arrays.setAll(result, plane -> perSet[set(plane)]);
        return result;
    }

    /** Sums of each set's planes. */
    double[] total(double[] perPlane) {
        double[] totals = new double[sets()];
        for (int plane = 0; plane < perPlane.length; plane++) {
            totals[set(plane)] += perPlane[plane];
        }
        return totals;
    }

    /** Planes of one set. */
    public int planesOfSet() {
        return planes() / sets();
    }
}
