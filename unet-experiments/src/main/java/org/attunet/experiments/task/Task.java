package org.attunet.experiments.task;

import java.io.Serializable;

/**
 * A piece of work that needs no other. It travels as a serialised value, and so does what it returns or throws.
 *
 * @param <R> what it returns: small, since volumes and models stay in files
 */
public interface Task<R extends Serializable> extends Serializable {
    /** What people call it, such as {@code fold 3}. */
    String title();

    /** Does the work, or what is left of it. */
    R run(TaskContext context);
}
