package org.attunet.experiments.settings;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** A piece of YAML that knows where it was written. Scalars stay text until the binder knows which type is wanted. */
public sealed interface Node {
    /** Where it was written: a file with its line, {@code --set}, … */
    String origin();

    /** How a message quotes it. */
    String show();

    /** YAML on one line that reads back as the same. */
    default String yaml() {
        return show();
    }

    /**
     * A single value.
     *
     * @param text as written, without quotes
     * @param origin where
     */
    record Scalar(String text, String origin) implements Node {
        @Override
        public String show() {
            return text;
        }

        @Override
        public String yaml() {
            return YamlWriter.scalar(text);
        }
    }

    /**
     * A list.
     *
     * @param items in order
     * @param origin where it begins
     */
    record Sequence(List<Node> items, String origin) implements Node {
        /** Keeps its own copy. */
        public Sequence {
            items = List.copyOf(items);
        }

        @Override
        public String show() {
            return items.stream().map(Node::yaml).collect(Collectors.joining(", ", "[", "]"));
        }
    }

    /**
     * Named values, in the order written.
     *
     * @param entries by key; never changed
     * @param origin where it begins
     */
    record Mapping(Map<String, Node> entries, String origin) implements Node {
        /** Keeps its own copy, in the same order. */
        public Mapping {
            entries = new LinkedHashMap<>(entries);
        }

        /** Nothing at all. */
        public static Mapping empty(String origin) {
            return new Mapping(Map.of(), origin);
        }

        /** A value at a dotted path, and nothing else. */
        public static Mapping of(String path, Node value) {
            List<String> keys = List.of(path.split("\\.", -1));
            Node node = value;
            for (int i = keys.size() - 1; i >= 0; i--) {
                node = new Mapping(Map.of(keys.get(i), node), value.origin());
            }
            return (Mapping) node;
        }

        /** The same with every dotted key as a path. */
        public Mapping nested() {
            Mapping all = empty(origin);
            for (Map.Entry<String, Node> entry : entries.entrySet()) {
                Node value = entry.getValue() instanceof Mapping below ? below.nested() : entry.getValue();
                all = all.overlaidWith(of(entry.getKey(), value));
            }
            return all;
        }

        /** The value of a key. */
        public Optional<Node> get(String key) {
            return Optional.ofNullable(entries.get(key));
        }

        /** Where a key's value was written; where this was, if it has none. */
        public String originOf(String key) {
            return get(key).map(Node::origin).orElse(origin);
        }

        /** The value at a dotted path. */
        public Optional<Node> at(String path) {
            int dot = path.indexOf('.');
            return dot < 0 ? get(path) : mapping(path.substring(0, dot)).at(path.substring(dot + 1));
        }

        /** The text of a key's scalar. */
        public Optional<String> text(String key) {
            return get(key).filter(Scalar.class::isInstance).map(n -> ((Scalar) n).text());
        }

        /** The mapping of a key; empty where there is none. */
        public Mapping mapping(String key) {
            return get(key).filter(Mapping.class::isInstance)
                    .map(Mapping.class::cast)
                    .orElseGet(() -> empty(origin));
        }

        /** The same without some keys. */
        public Mapping without(String... keys) {
            Map<String, Node> kept = new LinkedHashMap<>(entries);
            List.of(keys).forEach(kept::remove);
            return new Mapping(kept, origin);
        }

        /** This with another laid over it: mappings are joined, everything else is replaced. */
        public Mapping overlaidWith(Mapping other) {
            Map<String, Node> joined = new LinkedHashMap<>(entries);
            other.entries.forEach((key, value) -> joined.merge(
                    key,
                    value,
                    (mine, theirs) ->
                            mine instanceof Mapping a && theirs instanceof Mapping b ? a.overlaidWith(b) : theirs));
            return new Mapping(joined, other.entries.isEmpty() ? origin : other.origin);
        }

        /** Dotted paths of all values that are no mappings, below {@code prefix}. */
        public List<String> paths(String prefix) {
            List<String> paths = new ArrayList<>();
            entries.forEach((key, value) -> {
                if (value instanceof Mapping mapping) {
                    paths.addAll(mapping.paths(prefix + key + "."));
                } else {
                    paths.add(prefix + key);
                }
            });
            return paths;
        }

        @Override
        public String show() {
            return entries.entrySet().stream()
                    .map(e -> e.getKey() + ": " + e.getValue().yaml())
                    .collect(Collectors.joining(", ", "{", "}"));
        }
    }
}
