package org.attunet.eval.inference;

/**
 * How a network's confidence was put right: its logits are divided by a temperature before they become probabilities (Guo et al., On
 * calibration of modern neural networks, ICML 2017). The most probable class of a voxel, and so the mask of one model, stays as it is.
 *
 * @param temperature above 1 where the network was too sure of itself; 1 leaves its probabilities as they are
 * @param cases validation cases that it was fitted on; 0 where it was not
 * @param voxels how many of them
 * @param lossBefore mean negative log-likelihood of these voxels' labels at temperature 1, nats
 * @param lossAfter the same at the temperature
 */
public record Calibration(double temperature, int cases, long voxels, double lossBefore, double lossAfter) {
    /** Of a model of an earlier version, and of weights from elsewhere: probabilities are the network's own. */
    public static final Calibration NONE = new Calibration(1, 0, 0, 0, 0);

    /** Refuses temperatures that turn answers around. */
    public Calibration {
        if (!(temperature > 0)) {
            throw new IllegalArgumentException("a temperature is above 0, not " + temperature);
        }
    }

    /** Whether anything was fitted. */
    public boolean isFitted() {
        return cases > 0;
    }
}
