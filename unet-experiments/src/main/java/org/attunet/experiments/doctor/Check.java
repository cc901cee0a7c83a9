package org.attunet.experiments.doctor;

/**
 * One thing looked at.
 *
 * @param name what it is
 * @param value what was found
 * @param state whether that is good
 * @param remedy what to do about it; empty where nothing need be done
 */
public record Check(String name, String value, State state, String remedy) {
    /** How good a finding is. */
    public enum State {
        /** As it should be. */
        GOOD,
        /** Works, worse than it could. */
        WARNING,
        /** Will fail. */
        BAD
    }

    static Check good(String name, String value) {
        return new Check(name, value, State.GOOD, "");
    }

    static Check warning(String name, String value, String remedy) {
        return new Check(name, value, State.WARNING, remedy);
    }

    static Check bad(String name, String value, String remedy) {
        return new Check(name, value, State.BAD, remedy);
    }
}
