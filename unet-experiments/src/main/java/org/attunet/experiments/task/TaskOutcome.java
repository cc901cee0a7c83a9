package org.attunet.experiments.task;

import java.io.Serializable;

/**
 * What a task returned or threw, as it travels.
 *
 * @param isFailure whether it threw
 * @param word the value as {@link Wire} has it
 */
public record TaskOutcome(boolean isFailure, String word) implements Serializable {
    private static final long serialVersionUID = 1L;

    /** Runs a task and keeps whatever comes of it. */
    public static TaskOutcome of(Task<?> task, TaskContext context) {
        try {
            return new TaskOutcome(false, Wire.word(context.run(task)));
        } catch (RuntimeException | Error failure) {
            return new TaskOutcome(true, Wire.wordOf(failure));
        }
    }

    /** What it returned, or what it threw thrown again. */
    public Serializable orThrow() {
        Object value = Wire.value(word);
        if (!isFailure) {
            return (Serializable) value;
        }
        if (value instanceof Error error) {
            throw error;
        }
        throw value instanceof RuntimeException failure ? failure : new IllegalStateException((Throwable) value);
    }
}
