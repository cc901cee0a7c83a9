package org.attunet.experiments.task;

/** Looks at tasks that run side by side. Thread-safe. */
public interface TaskWatch {
    /** Looks at nothing. */
    TaskWatch NONE = new TaskWatch() {};

    /** A task is to be run, and will be begun when there is room for it. */
    default void planned(String title) {}

    /** A task was begun, or taken up again, somewhere. */
    default void begun(String title, String where) {}

    /** How far a task is, in a few words. */
    default void at(String title, String progress) {}

    /** A task has ended, in a word. */
    default void ended(String title, String how) {}

    /** A worker says something to people. */
    default void message(String line) {}
}
