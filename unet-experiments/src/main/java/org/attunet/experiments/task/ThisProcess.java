package org.attunet.experiments.task;

import java.io.Serializable;

/**
 * Runs tasks here, one after the other.
 *
 * @param context what they find
 */
public record ThisProcess(TaskContext context) implements TaskExecutor {
    @Override
    public int slots() {
        return 1;
    }

    @Override
    public <R extends Serializable> R run(Task<R> task) {
        return context.run(task);
    }

    @Override
    public void close() {
        context.close();
    }
}
