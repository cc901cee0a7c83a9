package org.attunet.experiments.run;

import java.time.Duration;
import java.util.Locale;
import org.attunet.data.volume.Size;
import org.attunet.experiments.experiment.Experiment;
import org.attunet.model.engine.Backend;
import org.attunet.model.graph.AttentionUNet;
import org.attunet.model.graph.NetworkGraph;
import org.attunet.model.updater.TorchAdam;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * How long a run would take: one step of the experiment's own network on a small patch, timed here and now, times the voxels
 * of all steps. The time per voxel hardly depends on the patch. Validation comes on top.
 *
 * @param secondsPerStep of a training step as the experiment has it
 * @param steps of the whole run
 */
public record WorkEstimate(double secondsPerStep, long steps) {
    private static final int PROBE = 32;
    private static final int SECONDS_A_DAY = 86_400;

    /** Trains two steps of a network of this shape and forgets it. */
    public static WorkEstimate measure(Experiment experiment, int cases, Backend backend) {
        int divisor = experiment.network().divisor();
        int side = Math.max(divisor, PROBE / divisor * divisor);
        double probe = secondsOfStep(experiment, side, backend);
        Size patch = experiment.data().patches().patch();
        int batch = Math.min(experiment.training().batch(), cases);
        double voxels =
                (double) patch.voxels() * batch * experiment.data().patches().cropsPerVolume();
        long steps = (long) experiment.training().epochs() * ((cases + batch - 1) / batch);
        return new WorkEstimate(probe * voxels / Math.pow(side, 3), steps);
    }

    private static double secondsOfStep(Experiment experiment, int side, Backend backend) {
        double rate = experiment.training().optimizer().learningRate();
        NetworkGraph graph =
                AttentionUNet.training(experiment.network(), experiment.loss(), new TorchAdam(rate), 0, backend);
        try (INDArray input = Nd4j.rand(DataType.FLOAT, 1, experiment.network().inputChannels(), side, side, side);
                INDArray labels = Nd4j.zeros(DataType.FLOAT, 1, 1, side, side, side)) {
            // The first step also makes what later ones use again.
            long start = 0;
            for (int step = 0; step < 2; step++) {
                start = System.nanoTime();
                graph.differentiate(input, labels);
                graph.step(rate);
                graph.score(); // waits for a device
            }
            return (System.nanoTime() - start) / 1e9;
        }
    }

    /** All steps one after another. */
    public Duration total() {
        return Duration.ofSeconds(Math.round(secondsPerStep * steps));
    }

    /** {@code 61200 steps of 172 s: about 122 days}. */
    @Override
    public String toString() {
        double days = (double) total().toSeconds() / SECONDS_A_DAY;
        String total = days >= 2
                ? String.format(Locale.ROOT, "%.0f days", days)
                : String.format(Locale.ROOT, "%d h %02d min", total().toHours(), total().toMinutesPart());
        return String.format(Locale.ROOT, "%d steps of %.3g s: about %s", steps, secondsPerStep, total);
    }
}
