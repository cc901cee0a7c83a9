package org.attunet.eval.inference;

import java.lang.reflect.RecordComponent;
import java.util.Optional;

/** Finds what is missing in records that were read from a file: a component that nothing was found for, a number that is none. */
final class WholeRecord {
    private WholeRecord() {}

    /**
     * A component that cannot be used.
     *
     * @param path its name, behind those of the records it lies in
     */
    record Problem(String path, String expected, String found) {
        private Problem below(String name) {
            return new Problem(name + "." + path, expected, found);
        }
    }

    /** The first problem of a record or of those in it. */
    static Optional<Problem> problem(Record whole) {
        for (RecordComponent component : whole.getClass().getRecordComponents()) {
            Optional<Problem> found = problem(component.getName(), value(whole, component));
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    private static Optional<Problem> problem(String name, Object value) {
        if (value == null) {
            return Optional.of(new Problem(name, "a value", "none"));
        }
        if (value instanceof Double number && !Double.isFinite(number)) {
            return Optional.of(new Problem(name, "a number", number.toString()));
        }
        if (value instanceof Optional<?> optional) {
            return optional.flatMap(inner -> problem(name, inner));
        }
        return value instanceof Record inner ? problem(inner).map(problem -> problem.below(name)) : Optional.empty();
    }

    private static Object value(Record whole, RecordComponent component) {
        try {
            return component.getAccessor().invoke(whole);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(component + " cannot be read", e);
        }
    }
}
