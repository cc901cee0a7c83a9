package org.attunet.experiments.settings;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.DoubleFunction;

/** Records of numbers that are written as a list, {@code [32, 32, 32]}, and some of them also as one number. */
public final class Tuples {
    private final Map<Class<?>, Optional<DoubleFunction<Object>>> shorthands;

    private Tuples(Map<Class<?>, Optional<DoubleFunction<Object>>> shorthands) {
        this.shorthands = shorthands;
    }

    /** No such records. */
    public static Tuples none() {
        return new Tuples(Map.of());
    }

    /** These and one more. */
    public Tuples with(Class<? extends Record> type) {
        return plus(type, Optional.empty());
    }

    /** These and one more that a single number stands for as well. */
    public Tuples with(Class<? extends Record> type, DoubleFunction<Object> shorthand) {
        return plus(type, Optional.of(shorthand));
    }

    private Tuples plus(Class<?> type, Optional<DoubleFunction<Object>> shorthand) {
        Map<Class<?>, Optional<DoubleFunction<Object>>> more = new HashMap<>(shorthands);
        more.put(type, shorthand);
        return new Tuples(more);
    }

    boolean contains(Class<?> type) {
        return shorthands.containsKey(type);
    }

    Optional<DoubleFunction<Object>> shorthand(Class<?> type) {
        return shorthands.getOrDefault(type, Optional.empty());
    }
}
