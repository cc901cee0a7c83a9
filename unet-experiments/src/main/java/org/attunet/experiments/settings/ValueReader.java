package org.attunet.experiments.settings;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.attunet.experiments.settings.Node.Mapping;
import org.attunet.experiments.settings.Node.Scalar;
import org.attunet.experiments.settings.Node.Sequence;

/** Single values, lists and tuples of a wanted type; what does not fit is an {@link IllegalArgumentException} that says so. */
final class ValueReader {
    private final Tuples tuples;

    ValueReader(Tuples tuples) {
        this.tuples = tuples;
    }

    Object read(Type type, Node node) {
        if (type instanceof ParameterizedType generic) {
            return generic(generic, node);
        }
        Class<?> wanted = (Class<?>) type;
        if (wanted.isRecord()) {
            return tuple(wanted, node);
        }
        if (!(node instanceof Scalar scalar)) {
            throw unexpected(kind(wanted), node);
        }
        return scalar(wanted, scalar);
    }

    private Object generic(ParameterizedType type, Node node) {
        Type first = type.getActualTypeArguments()[0];
        if (type.getRawType() == Optional.class) {
            return isNone(node) ? Optional.empty() : Optional.of(read(first, node));
        }
        if (type.getRawType() == List.class) {
            return list(first, node);
        }
        if (type.getRawType() == Map.class) {
            return map(type.getActualTypeArguments()[1], node);
        }
        throw new IllegalStateException("no way to read " + type);
    }

    private List<Object> list(Type item, Node node) {
        List<Node> parts = parts(node).orElseThrow(() -> unexpected("a list, as [a, b],", node));
        List<Object> items = new ArrayList<>();
        parts.forEach(n -> items.add(read(item, n)));
        return items;
    }

    /** What a list holds; {@code 4, 8, 16} without brackets is one as well, as it is typed most easily. */
    private static Optional<List<Node>> parts(Node node) {
        if (node instanceof Sequence sequence) {
            return Optional.of(sequence.items());
        }
        return node instanceof Scalar scalar && scalar.text().contains(",")
                ? Optional.of(Stream.of(scalar.text().split(",", -1))
                        .<Node>map(part -> new Scalar(part.strip(), scalar.origin()))
                        .toList())
                : Optional.empty();
    }

    private Map<String, Object> map(Type value, Node node) {
        if (!(node instanceof Mapping mapping)) {
            throw unexpected("names with values", node);
        }
        Map<String, Object> map = new LinkedHashMap<>();
        mapping.entries().forEach((key, n) -> map.put(key, read(value, n)));
        return map;
    }

    private Object tuple(Class<?> type, Node node) {
        if (!tuples.contains(type)) {
            throw unexpected("settings below it, not a value,", node);
        }
        RecordShape shape = RecordShape.of(type);
        Optional<List<Node>> items = parts(node);
        if (node instanceof Scalar scalar
                && items.isEmpty()
                && tuples.shorthand(type).isPresent()) {
            return tuples.shorthand(type).get().apply((double) number(shape, scalar));
        }
        if (items.map(List::size).orElse(0) != shape.size()) {
            String one = tuples.shorthand(type).isPresent() ? "a number or " : "";
            throw unexpected(one + "a list of " + shape.size() + " numbers", node);
        }
        Object[] parts = new Object[shape.size()];
        for (int i = 0; i < parts.length; i++) {
            parts[i] = read(shape.type(i), items.get().get(i));
        }
        return shape.build(parts);
    }

    /** The one number, checked as the tuple's own would be: no half voxels. */
    private Double number(RecordShape shape, Scalar scalar) {
        return ((Number) read(shape.type(0), scalar)).doubleValue();
    }

    private static Object scalar(Class<?> type, Scalar scalar) {
        if (type == String.class) {
            return scalar.text();
        }
        if (type.isEnum()) {
            return constant(type, scalar);
        }
        try {
            return primitive(type, scalar.text().strip());
        } catch (NumberFormatException e) {
            throw unexpected(kind(type), scalar);
        }
    }

    private static Object primitive(Class<?> type, String text) {
        if (type == int.class || type == Integer.class) {
            return Integer.valueOf(text);
        }
        if (type == long.class || type == Long.class) {
            return Long.valueOf(text);
        }
        if (type == double.class || type == Double.class) {
            return finite(text);
        }
        if (type == boolean.class || type == Boolean.class) {
            if (text.equals("true") || text.equals("false")) {
                return Boolean.valueOf(text);
            }
            throw new NumberFormatException(text);
        }
        throw new IllegalStateException("no way to read " + type);
    }

    private static Double finite(String text) {
        // Java's own parser also takes 1d, 0x1p3 and NaN.
        if (!text.matches("[-+]?(\\d+\\.?\\d*|\\.\\d+)([eE][-+]?\\d+)?")
                || Double.isInfinite(Double.parseDouble(text))) {
            throw new NumberFormatException(text);
        }
        return Double.valueOf(text);
    }

    private static Object constant(Class<?> type, Scalar scalar) {
        List<String> names = new ArrayList<>();
        for (Object constant : type.getEnumConstants()) {
            String name = Names.kebab((Enum<?>) constant);
            if (name.equals(scalar.text())) {
                return constant;
            }
            names.add(name);
        }
        String hint = Names.nearest(scalar.text(), names)
                .map(near -> "; did you mean " + near + "?")
                .orElse("");
        throw new Misfit(
                "one of " + String.join(", ", names) + " is expected, found '" + scalar.text() + "'" + hint, scalar);
    }

    private static boolean isNone(Node node) {
        return node instanceof Scalar scalar
                && Stream.of("none", "null", "~", "").anyMatch(scalar.text()::equals);
    }

    private static String kind(Class<?> type) {
        if (type == int.class || type == Integer.class || type == long.class || type == Long.class) {
            return "a whole number";
        }
        if (type == boolean.class || type == Boolean.class) {
            return "true or false";
        }
        return type == double.class || type == Double.class ? "a number" : "a word";
    }

    private static Misfit unexpected(String expected, Node found) {
        String shown = found.show();
        return new Misfit(
                expected + " is expected, found " + (found instanceof Scalar ? "'" + shown + "'" : shown), found);
    }
}
