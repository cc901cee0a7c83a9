package org.attunet.experiments.gpucheck;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One line of the table.
 *
 * @param name what was looked at
 * @param found what came out, for people
 * @param wanted what it is held to; empty where it is only measured
 * @param state how it stands to that
 * @param figures the numbers in it, by name and unit; what is no finite number is left out
 */
record Row(String name, String found, String wanted, State state, Map<String, Double> figures) {
    /** How something stands to what it is held to. */
    enum State {
        /** As it should be. */
        @JsonProperty("holds")
        HOLDS,
        /** Held to nothing. */
        @JsonProperty("measured")
        MEASURED,
        /** Beyond what it should be, or not there at all. */
        @JsonProperty("failed")
        FAILED
    }

    /** Keeps its own copy. */
    Row {
        Map<String, Double> finite = new LinkedHashMap<>(figures);
        finite.values().removeIf(value -> !Double.isFinite(value));
        figures = finite;
    }

    /** Held to something. */
    static Row held(String name, String found, String wanted, boolean holds) {
        return new Row(name, found, wanted, holds ? State.HOLDS : State.FAILED, Map.of());
    }

    /** Held to nothing. */
    static Row measured(String name, String found, Map<String, Double> figures) {
        return new Row(name, found, "", State.MEASURED, figures);
    }

    /** Nothing came out. */
    static Row failed(String name, String reason) {
        return new Row(name, reason, "", State.FAILED, Map.of());
    }

    /** The same with its numbers. */
    Row with(Map<String, Double> numbers) {
        return new Row(name, found, wanted, state, numbers);
    }

    boolean hasFailed() {
        return state == State.FAILED;
    }
}
