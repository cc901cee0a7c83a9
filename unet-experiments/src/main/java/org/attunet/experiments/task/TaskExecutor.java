package org.attunet.experiments.task;

import java.io.Serializable;
import java.util.List;

/** Runs tasks somewhere. Thread-safe: as many threads as there are {@link #slots} may wait for a task each. */
public interface TaskExecutor extends AutoCloseable {
    /** How many tasks it runs at once. */
    int slots();

    /** Says which tasks will come, for whoever looks. */
    default void planned(List<String> titles) {}

    /** Runs a task and returns what it returned, or throws what it threw; waits for both, and for a slot. */
    <R extends Serializable> R run(Task<R> task);

    /** Lets go of whatever ran tasks. */
    @Override
    void close();
}
