package org.attunet.experiments.task;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/** Runs many tasks, as many at once as an executor has room for. */
public final class SideBySide {
    private SideBySide() {}

    /**
     * Runs them all; where there is room for one, one after the other in their order. Their ends are looked at one at a time, by the
     * calling thread; where that throws, no further task is begun.
     */
    public static <R extends Serializable> void run(
            TaskExecutor executor, List<? extends Task<R>> tasks, Consumer<TaskEnd<R>> ends) {
        executor.planned(tasks.stream().map(Task::title).toList());
        int atOnce = Math.min(executor.slots(), tasks.size());
        if (atOnce <= 1) {
            for (int n = 0; n < tasks.size(); n++) {
                ends.accept(end(executor, tasks.get(n), n));
            }
            return;
        }
        ExecutorService threads = Executors.newFixedThreadPool(atOnce);
        try {
            CompletionService<TaskEnd<R>> running = new ExecutorCompletionService<>(threads);
            for (int n = 0; n < tasks.size(); n++) {
                int index = n;
                running.submit(() -> end(executor, tasks.get(index), index));
            }
            for (int n = 0; n < tasks.size(); n++) {
                ends.accept(running.take().get());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while tasks ran", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } finally {
            threads.shutdownNow();
        }
    }

    /** What all return, in the order of the tasks; the first failure that is seen ends them. */
    public static <R extends Serializable> List<R> all(TaskExecutor executor, List<? extends Task<R>> tasks) {
        List<R> results = new ArrayList<>(Collections.nCopies(tasks.size(), null));
        run(executor, tasks, (TaskEnd<R> end) -> results.set(end.index(), end.orThrow()));
        return results;
    }

    private static <R extends Serializable> TaskEnd<R> end(TaskExecutor executor, Task<R> task, int index) {
        try {
            return new TaskEnd<>(index, Optional.ofNullable(executor.run(task)), Optional.empty());
        } catch (RuntimeException | Error failure) {
            return new TaskEnd<>(index, Optional.empty(), Optional.of(failure));
        }
    }
}
