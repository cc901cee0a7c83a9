package org.attunet.experiments.task;

import java.util.Optional;

/**
 * What became of a task.
 *
 * @param index its place among those that it ran with, from 0
 * @param result what it returned; empty where it failed
 * @param failure what it threw
 * @param <R> what it returns
 */
public record TaskEnd<R>(int index, Optional<R> result, Optional<Throwable> failure) {
    /** The result, or the failure thrown. */
    public R orThrow() {
        if (failure.isPresent() && failure.get() instanceof Error error) {
            throw error;
        }
        return result.orElseThrow(() -> (RuntimeException) failure.orElseThrow());
    }
}
