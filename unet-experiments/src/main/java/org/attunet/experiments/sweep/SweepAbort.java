package org.attunet.experiments.sweep;

import org.deeplearning4j.arbiter.optimize.api.termination.TerminationCondition;
import org.deeplearning4j.arbiter.optimize.runner.IOptimizationRunner;
import org.nd4j.shade.jackson.annotation.JsonIgnore;

/**
 * Ends a sweep that cannot go on, as where its table can no longer be written. Arbiter would wait for ever for the result of a task
 * that throws.
 */
final class SweepAbort implements TerminationCondition {
    @JsonIgnore
    private volatile Throwable cause;

    /** Remembers why, for whoever started the sweep. */
    void because(Throwable failure) {
        cause = failure;
    }

    /** Throws what broke it down, if anything did. */
    void rethrow() {
        if (cause instanceof Error error) {
            throw error;
        }
        if (cause instanceof RuntimeException failure) {
            throw failure;
        }
    }

    @Override
    public void initialize(IOptimizationRunner runner) {}

    @Override
    public boolean terminate(IOptimizationRunner runner) {
        return cause != null;
    }
}
