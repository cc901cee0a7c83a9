package org.attunet.experiments.settings;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.attunet.data.Inlined;

/** A record's components by their names in YAML; in the place of an {@link Inlined} one stand its own. */
final class RecordShape {
    private final Class<?> type;
    private final List<Part> parts;
    private final List<String> keys;

    /**
     * A component.
     *
     * @param owners the inlined components it lies in, outermost first
     */
    private record Part(List<RecordComponent> owners, RecordComponent component) {
        Object of(Object record) throws ReflectiveOperationException {
            Object owner = record;
            for (RecordComponent inlined : owners) {
                owner = inlined.getAccessor().invoke(owner);
            }
            return component.getAccessor().invoke(owner);
        }
    }

    private RecordShape(Class<?> type) {
        this.type = type;
        this.parts = parts(type, List.of()).toList();
        this.keys = parts.stream()
                .map(part -> Names.kebab(part.component.getName()))
                .toList();
    }

    private static Stream<Part> parts(Class<?> type, List<RecordComponent> owners) {
        return Arrays.stream(type.getRecordComponents()).flatMap(component -> {
            if (!component.isAnnotationPresent(Inlined.class)) {
                return Stream.of(new Part(owners, component));
            }
            List<RecordComponent> further = new ArrayList<>(owners);
            further.add(component);
            return parts(component.getType(), further);
        });
    }

    static RecordShape of(Class<?> type) {
        return new RecordShape(type);
    }

    int size() {
        return parts.size();
    }

    List<String> keys() {
        return keys;
    }

    String key(int i) {
        return keys.get(i);
    }

    Type type(int i) {
        return parts.get(i).component.getGenericType();
    }

    Object get(Object record, int i) {
        try {
            return parts.get(i).of(record);
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

    /** The record; its own refusal passes through, or that of an inlined one. */
    Object build(Object[] values) {
        return build(type, Arrays.asList(values).iterator());
    }

    private static Object build(Class<?> type, Iterator<Object> values) {
        Object[] arguments = Arrays.stream(type.getRecordComponents())
                .map(component -> component.isAnnotationPresent(Inlined.class)
                        ? build(component.getType(), values)
                        : values.next())
                .toArray();
        try {
            return constructor(type).newInstance(arguments);
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

    private static Constructor<?> constructor(Class<?> type) throws NoSuchMethodException {
        Class<?>[] types = Stream.of(type.getRecordComponents())
                .map(RecordComponent::getType)
                .toArray(Class<?>[]::new);
        return type.getConstructor(types);
    }
}
