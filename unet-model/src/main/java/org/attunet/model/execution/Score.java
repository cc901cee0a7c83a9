package org.attunet.model.execution;

/** What the predictions of one batch were worth. Who looks at loss or foreground may have to wait until they are computed. */
public interface Score {
    /** The loss. */
    double loss();

    /** What was found of the labels. */
    Foreground foreground();

    /** When the predictions were there, or asked for, {@link System#nanoTime}. */
    long predicted();
}
