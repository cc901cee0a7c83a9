package org.attunet.experiments.run;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * How far a run came.
 *
 * @param state what it is doing or how it ended
 * @param epochs finished ones
 * @param bestEpoch the epoch, from 1, with the highest validation Dice; 0 before the first validation
 * @param bestDice that Dice; −1 before
 * @param message why it failed; empty otherwise
 */
public record Outcome(State state, int epochs, int bestEpoch, double bestDice, String message) {
    /** What a run is doing or how it ended. */
    public enum State {
        /** Training, or killed while it was. */
        @JsonProperty("running")
        RUNNING,
        /** Trained as long as it was to. */
        @JsonProperty("finished")
        FINISHED,
        /** Stopped because validation no longer improved. */
        @JsonProperty("stopped-early")
        STOPPED_EARLY,
        /** Asked to stop; its state is saved. */
        @JsonProperty("interrupted")
        INTERRUPTED,
        /** The loss is no longer a number. */
        @JsonProperty("diverged")
        DIVERGED,
        /** Ended by an error. */
        @JsonProperty("failed")
        FAILED
    }

    /** Before the first epoch. */
    public static Outcome begun() {
        return new Outcome(State.RUNNING, 0, 0, -1, "");
    }

    /** Whether nothing is left to do for a run of so many epochs. */
    public boolean isFinished(int wanted) {
        return state == State.STOPPED_EARLY || (state == State.FINISHED && epochs >= wanted);
    }
}
