package org.attunet.experiments.settings;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a setting takes, as {@link ValueReader} reads it: in words for people, as JSON schema for editors.
 *
 * @param words such as {@code a whole number}
 * @param schema of the value
 */
record SettingType(String words, ObjectNode schema) {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    static SettingType of(Type type, Tuples tuples) {
        if (type instanceof ParameterizedType generic) {
            Type[] of = generic.getActualTypeArguments();
            if (generic.getRawType() == Optional.class) {
                return of(of[0], tuples).or(oneOf(List.of("none")));
            }
            return generic.getRawType() == Map.class ? named(of(of[1], tuples)) : list(of(of[0], tuples));
        }
        Class<?> plain = (Class<?>) type;
        if (tuples.contains(plain)) {
            return tuple(plain, tuples);
        }
        return plain.isEnum() ? oneOf(constants(plain)) : single(plain);
    }

    /** One of some words. */
    static SettingType oneOf(List<String> words) {
        ObjectNode schema = JSON.objectNode();
        words.forEach(schema.putArray("enum")::add);
        return new SettingType(String.join(", ", words), schema);
    }

    /** This or another. */
    SettingType or(SettingType other) {
        ObjectNode schema = JSON.objectNode();
        schema.putArray("anyOf").add(this.schema).add(other.schema);
        return new SettingType(words + " or " + other.words, schema);
    }

    private static SettingType list(SettingType item) {
        ObjectNode schema = typed("array");
        schema.set("items", item.schema);
        return new SettingType("a list of " + item.plural(), schema);
    }

    private static SettingType named(SettingType value) {
        ObjectNode schema = typed("object");
        schema.set("additionalProperties", value.schema);
        return new SettingType("names, each with " + value.words, schema);
    }

    private static SettingType tuple(Class<?> type, Tuples tuples) {
        RecordShape shape = RecordShape.of(type);
        SettingType part = of(shape.type(0), tuples);
        ObjectNode schema = typed("array");
        schema.set("items", part.schema);
        schema.put("minItems", shape.size()).put("maxItems", shape.size());
        SettingType list = new SettingType("[" + String.join(", ", shape.keys()) + "] in " + part.plural(), schema);
        return tuples.shorthand(type).isPresent() ? list.or(new SettingType("one for all", part.schema)) : list;
    }

    private static SettingType single(Class<?> type) {
        if (type == boolean.class) {
            return new SettingType("true or false", typed("boolean"));
        }
        if (type == int.class || type == long.class || type == Integer.class || type == Long.class) {
            return new SettingType("a whole number", typed("integer"));
        }
        return type == double.class || type == Double.class
                ? new SettingType("a number", typed("number"))
                : new SettingType("a text", typed("string"));
    }

    private static List<String> constants(Class<?> type) {
        List<String> names = new ArrayList<>();
        Stream.of(type.getEnumConstants()).forEach(constant -> names.add(Names.kebab((Enum<?>) constant)));
        return names;
    }

    private String plural() {
        return words.replaceFirst("^an? ", "") + "s";
    }

    private static ObjectNode typed(String type) {
        return JSON.objectNode().put("type", type);
    }
}
