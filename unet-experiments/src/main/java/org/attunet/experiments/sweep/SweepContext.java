package org.attunet.experiments.sweep;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.attunet.experiments.experiment.Scale;
import org.attunet.experiments.experiment.Sizing;
import org.attunet.experiments.run.Runs;
import org.attunet.experiments.task.TaskExecutor;
import org.attunet.model.engine.Device;

/**
 * What all candidates of a sweep share.
 *
 * @param data the dataset folder
 * @param runs where their runs are kept
 * @param scale size of the work, where it was said
 * @param assignments laid over every candidate
 * @param start what earlier runs of the same settings mean
 * @param device what decides on the scale where nothing else does
 * @param executor who trains the candidates
 */
public record SweepContext(
        Path data,
        Runs runs,
        Optional<Scale> scale,
        List<String> assignments,
        Start start,
        Device device,
        TaskExecutor executor) {

    /** What earlier runs of the same settings mean. */
    public enum Start {
        /** Finished ones count, unfinished ones are resumed. */
        RESUME,
        /** They are left alone, and everything is trained again. */
        FRESH
    }

    /** What decides on the size of the work. */
    Sizing sizing() {
        return new Sizing(scale, device);
    }

    /** Keeps its own copy. */
    public SweepContext {
        assignments = List.copyOf(assignments);
    }
}
