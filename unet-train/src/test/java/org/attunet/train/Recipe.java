package org.attunet.train;

import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.util.LinkedHashMap;
import java.util.Map;

/** The tiny runs' settings with some of them changed by name, so that a test shows what it is about and nothing else. */
final class Recipe {
    private final Map<String, Object> values = new LinkedHashMap<>();

    Recipe() {
        try {
            for (RecordComponent component : TrainingSettings.class.getRecordComponents()) {
                values.put(component.getName(), component.getAccessor().invoke(TinyRuns.settings(1)));
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
        Constructor<?> constructor = TrainingSettings.class.getDeclaredConstructors()[0];
        try {
            return (TrainingSettings) constructor.newInstance(values.values().toArray());
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("a record without its parts", e);
        }
    }
}
