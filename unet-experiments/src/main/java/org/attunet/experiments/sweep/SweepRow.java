package org.attunet.experiments.sweep;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.attunet.train.RunFolder;

/**
 * What became of a candidate.
 *
 * @param name the experiment its run is kept under
 * @param group of candidates that are the same but for their seed; empty where there is no such group
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
        String group,
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
        /** Cut off by whoever runs the sweep; the same sweep again resumes it. */
        INTERRUPTED,
        /** Ended by an error. */
        FAILED
    }

    static SweepRow running(String name, Trial trial) {
        return new SweepRow(
                name,
                trial.group(),
                trial.assignments(),
                State.RUNNING,
                Optional.empty(),
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                0,
                "");
    }

    /** The same run under another candidate's name. */
    SweepRow again(String other) {
        return new SweepRow(other, group, assignments, state, run, validationDice, testDice, 0, error);
    }

    SweepRow scored(double dice) {
        return new SweepRow(
                name, group, assignments, state, run, validationDice, OptionalDouble.of(dice), minutes, error);
    }

    SweepRow plusMinutes(double more) {
        return new SweepRow(name, group, assignments, state, run, validationDice, testDice, minutes + more, error);
    }

    /** What it sets a path to; empty where it leaves it as it was. */
    Optional<String> value(String path) {
        return assignments.stream()
                .filter(assignment -> assignment.startsWith(path + "="))
                .map(assignment -> assignment.substring(path.length() + 1))
                .findFirst();
    }

    SweepRow ended(State how, String message, double minutesTaken) {
        return new SweepRow(name, group, assignments, how, run, validationDice, testDice, minutesTaken, message);
    }
}
