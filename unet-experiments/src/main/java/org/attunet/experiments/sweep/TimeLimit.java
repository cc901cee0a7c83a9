package org.attunet.experiments.sweep;

import java.util.concurrent.TimeUnit;
import org.deeplearning4j.arbiter.optimize.api.termination.TerminationCondition;
import org.deeplearning4j.arbiter.optimize.runner.IOptimizationRunner;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/** Begins no candidate after some minutes, and lets the one in progress finish, which Arbiter's own condition does not. */
final class TimeLimit implements TerminationCondition {
    @JsonProperty
    private final double minutes;

    private volatile long start = System.nanoTime();

    TimeLimit(double minutes) {
        this.minutes = minutes;
    }

    @Override
    public void initialize(IOptimizationRunner runner) {
        start = System.nanoTime();
    }

    /** Whether a candidate may be begun. */
    boolean isOpen() {
        return (System.nanoTime() - start) / (double) TimeUnit.MINUTES.toNanos(1) <= minutes;
    }

    @Override
    public boolean terminate(IOptimizationRunner runner) {
        return !isOpen() && runner.numCandidatesQueued() == 0;
    }
}
