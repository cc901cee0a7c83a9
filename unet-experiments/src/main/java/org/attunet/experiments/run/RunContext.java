package org.attunet.experiments.run;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import org.attunet.experiments.task.Interruption;
import org.attunet.experiments.task.TaskContext;
import org.attunet.model.engine.Backend;

/**
 * What a command settles for all that it runs.
 *
 * @param backend what computes
 * @param interruption how it is stopped
 * @param patience how long a run that somebody else has is waited for
 * @param reports receives how far a run is, in place of a bar on the terminal
 * @param cache a folder of this machine for preprocessed cases, in place of the one that all runs share
 */
public record RunContext(
        Backend backend,
        Interruption interruption,
        Duration patience,
        Optional<Consumer<String>> reports,
        Optional<Path> cache) {
    /** A bar on the terminal, and no patience: somebody sits there. */
    public RunContext(Backend backend, Interruption interruption) {
        this(backend, interruption, Duration.ZERO, Optional.empty(), Optional.empty());
    }

    /**
     * Of a task. Where it runs elsewhere it may come to a run whose last worker was lost, or is about to end, so it waits until that is
     * sure.
     */
    public static RunContext of(TaskContext task) {
        Duration patience = task.watcher().isPresent() ? RunLease.LOST.multipliedBy(2) : Duration.ZERO;
        return new RunContext(task.backend(), task.interruption(), patience, task.watcher(), task.cache());
    }
}
