package org.attunet.experiments.run;

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
 */
public record RunContext(
        Backend backend, Interruption interruption, Duration patience, Optional<Consumer<String>> reports) {
    /** A bar on the terminal, and no patience: somebody sits there. */
    public RunContext(Backend backend, Interruption interruption) {
        this(backend, interruption, Duration.ZERO, Optional.empty());
    }

    /**
     * Of a task. Where it runs elsewhere it may come to a run whose last worker was lost, or is about to end, so it waits until that is
     * sure.
     */
    public static RunContext of(TaskContext task) {
        Duration patience = task.watcher().isPresent() ? RunLease.LOST.multipliedBy(2) : Duration.ZERO;
        return new RunContext(task.backend(), task.interruption(), patience, task.watcher());
    }
}
