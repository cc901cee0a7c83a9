package org.attunet.experiments.spark;

import org.attunet.experiments.task.Task;
import org.attunet.experiments.task.TaskContext;

/**
 * A task that does nothing: what it costs is the cluster's.
 *
 * @param title of the task
 */
record EmptyTask(String title) implements Task<String> {
    private static final long serialVersionUID = 1L;

    @Override
    public String run(TaskContext context) {
        return title;
    }
}
