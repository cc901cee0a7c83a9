package org.attunet.model.execution;

import java.util.Arrays;
import org.attunet.model.network.Norm;

/**
 * Which planes of an activation share a mean and a variance. A plane is one channel of one sample: plane
 * {@code n * channels + c}.
 *
 * @param norm the normalisation
 * @param samples N
 * @param channels C
 */
record NormGroups(Norm norm, int samples, int channels) {
    /** Planes in all. */
    public int planes() {
        return samples * channels;
    }

    /** Sets of planes with common statistics. */
    int sets() {
        return switch (norm) {
            case BATCH -> channels;
            case GROUP -> samples * Norm.groups(channels);
            case INSTANCE, NONE -> planes();
        };
    }

    int set(int plane) {
        return switch (norm) {
            case BATCH -> plane % channels;
            case GROUP ->
                plane / channels * Norm.groups(channels) + plane % channels / (channels / Norm.groups(channels));
            case INSTANCE, NONE -> plane;
        };
    }

    /** One value per channel as one per plane, the same within a set: the set's last channel's. */
    public double[] perPlane(double[] perChannel) {
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
    int planesOfSet() {
        return planes() / sets();
    }
}
