package org.attunet.experiments.settings;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A record's components by their names in YAML. */
final class RecordShape {
    private final Class<?> type;
    private final RecordComponent[] components;
    private final List<String> keys;

    private RecordShape(Class<?> type) {
        this.type = type;
        this.components = type.getRecordComponents();
        this.keys = Stream.of(components).map(c -> Names.kebab(c.getName())).toList();
    }

    static RecordShape of(Class<?> type) {
        return new RecordShape(type);
    }

    int size() {
        return components.length;
    }

    List<String> keys() {
        return keys;
    }

    String key(int i) {
        return keys.get(i);
    }

    Type type(int i) {
        return components[i].getGenericType();
    }

    Object get(Object record, int i) {
        try {
            return components[i].getAccessor().invoke(record);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("records for settings must be public: " + type, e);
        }
    }

    Object[] components(Object record) {
        Object[] values = new Object[size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = get(record, i);
        }
        return values;
    }

    /** The record; its own refusal passes through. */
    Object build(Object[] values) {
        try {
            return constructor().newInstance(values);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof RuntimeException refusal) {
                throw refusal;
            }
            throw new IllegalStateException(e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("records for settings must be public: " + type, e);
        }
    }

    /** Why the record refuses these values, if it does. */
    Optional<RuntimeException> refusal(Object[] values) {
        try {
            build(values);
            return Optional.empty();
        } catch (RuntimeException e) {
            return Optional.of(e);
        }
    }

    private Constructor<?> constructor() throws NoSuchMethodException {
        Class<?>[] types = Stream.of(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        return type.getConstructor(types);
    }
}
