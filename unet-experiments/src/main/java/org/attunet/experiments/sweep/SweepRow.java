package org.attunet.experiments.sweep;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.attunet.train.RunFolder;

/**
 * What became of a candidate.
 *
 * @param name the experiment its run is kept under
 * @param assignments what it changes, as {@code path=value}
 * @param state in words
 * @param run its folder, where it came that far
 * @param validationDice highest
 * @param testDice mean over the test cases
 * @param minutes that it took in this sweep; 0 where it was done before
 * @param error why it failed; empty otherwise
 */
public record SweepRow(
        String name,
        List<String> assignments,
        State state,
        Optional<RunFolder> run,
        OptionalDouble validationDice,
        OptionalDouble testDice,
        double minutes,
        String error) {

    /** What became of it. */
    public enum State {
        /** In progress. */
        RUNNING,
        /** Trained to its end and scored. */
        DONE,
        /** Left behind by better candidates. */
        STOPPED,
        /** Ended by an error. */
        FAILED
    }

    static SweepRow running(String name, List<String> assignments) {
        return new SweepRow(
                name,
                assignments,
                State.RUNNING,
                Optional.empty(),
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                0,
                "");
    }

    SweepRow failed(String message, double minutesTaken) {
        return new SweepRow(name, assignments, State.FAILED, run, validationDice, testDice, minutesTaken, message);
    }
}
