package org.attunet.experiments.gpucheck;

import java.util.List;
import org.attunet.data.phantom.Difficulty;
import org.attunet.data.phantom.PhantomSettings;
import org.attunet.data.volume.Size;
import org.attunet.experiments.bench.BenchRow;
import org.attunet.experiments.experiment.Scale;
import org.attunet.model.engine.Device;
import org.attunet.model.weights.GoldenNetworks;

/**
 * How much is done: what a GPU is checked by, or so little that a CPU does all of it in seconds.
 *
 * @param isReduced whether it is the little
 * @param networks golden networks that are run
 * @param rows of the bench
 * @param warmUp seconds before each row's steps
 * @param scale of what is trained
 * @param resumed phantoms that are trained on twice
 * @param resumedSettings of that training, {@code path=value} each
 * @param trained phantoms that experiments are trained and scored on
 * @param trainedSettings of that training
 */
record Workload(
        boolean isReduced,
        List<String> networks,
        List<BenchRow> rows,
        double warmUp,
        Scale scale,
        PhantomSettings resumed,
        List<String> resumedSettings,
        PhantomSettings trained,
        List<String> trainedSettings) {
    private static final Workload FULL = new Workload(
            false,
            GoldenNetworks.NAMES,
            BenchRow.GPU,
            1,
            Scale.FULL,
            PhantomSettings.cube(5, 64, 1, Difficulty.HARD),
            List.of("data.patch=64", "data.crops-per-volume=2"),
            new PhantomSettings(16, new Size(160, 134, 102), 1, Difficulty.HARD),
            List.of("data.threads=8"));

    private static final List<String> TINY =
            List.of("network.widths=[2, 3, 4]", "network.supervision=2", "data.patch=8");

    private static final Workload REDUCED = new Workload(
            true,
            List.of("three-levels"),
            List.of(BenchRow.TINY),
            0,
            Scale.DEMO,
            PhantomSettings.cube(5, 16, 1, Difficulty.EASY),
            TINY,
            new PhantomSettings(5, new Size(20, 17, 16), 1, Difficulty.HARD),
            TINY);

    /** What suits a device. */
    static Workload on(Device device) {
        return device.isCuda() ? FULL : REDUCED;
    }
}
