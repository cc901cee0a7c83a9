package org.attunet.train;

/** Receives what a run does. Every method does nothing unless overridden. */
public interface TrainingListener {
    /** The run begins, or resumes, at {@code state}. */
    default void started(TrainingRun run, TrainingState state) {}

    /** A step is done; {@code state} already counts it. */
    default void stepped(TrainingRun run, TrainingState state, double loss) {}

    /** {@code done} of {@code total} validation cases are done, after the last step of an epoch. */
    default void validating(TrainingRun run, TrainingState state, int done, int total) {}

    /** An epoch is done, its row is the last of the state's history. */
    default void epochDone(TrainingRun run, TrainingState state) {}

    /** The run was asked to stop and does so after this. */
    default void interrupted(TrainingRun run, TrainingState state) {}

    /** The run is over, for whatever reason. */
    default void ended(TrainingRun run) {}
}
