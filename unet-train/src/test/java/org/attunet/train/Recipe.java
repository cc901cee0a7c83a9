package org.attunet.train;

import java.lang.reflect.RecordComponent;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.attunet.data.Inlined;

/** The tiny runs' settings with some of them changed by name, so that a test shows what it is about and nothing else. */
final class Recipe {
    private final Map<String, Object> values = new LinkedHashMap<>();

    Recipe() {
        collect(TinyRuns.settings(1));
    }

    private void collect(Object record) {
        try {
            for (RecordComponent component : record.getClass().getRecordComponents()) {
                Object value = component.getAccessor().invoke(record);
                if (component.isAnnotationPresent(Inlined.class)) {
                    collect(value);
                } else {
                    values.put(component.getName(), value);
                }
            }
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("a record without its parts", e);
        }
    }

    Recipe with(String name, Object value) {
        if (values.replace(name, value) == null) {
            throw new AssertionError("no setting " + name);
        }
        return this;
    }

    TrainingSettings settings() {
        return (TrainingSettings) build(TrainingSettings.class, values.values().iterator());
    }

    private static Object build(Class<?> record, Iterator<Object> values) {
        RecordComponent[] components = record.getRecordComponents();
        Object[] parts = new Object[components.length];
        for (int n = 0; n < parts.length; n++) {
            parts[n] = components[n].isAnnotationPresent(Inlined.class)
                    ? build(components[n].getType(), values)
                    : values.next();
        }
        try {
            return record.getDeclaredConstructors()[0].newInstance(parts);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("a record without its parts", e);
        }
    }
}
