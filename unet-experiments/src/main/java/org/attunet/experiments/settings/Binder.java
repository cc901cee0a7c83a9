package org.attunet.experiments.settings;

import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.attunet.experiments.settings.Node.Mapping;

/**
 * Binds a tree to a record, strictly: every key must be a component, every value of its type, and the records' own checks
 * must hold. Goes on after a problem, with the default in place of what is wrong, so that one run finds them all.
 *
 * @param <T> the record at the top
 */
public final class Binder<T extends Record> {
    private final Class<T> type;
    private final ValueReader values;
    private final Mapping defaults;
    private final T fallback;

    private Binder(Class<T> type, ValueReader values, Mapping defaults, T fallback) {
        this.type = type;
        this.values = values;
        this.defaults = defaults;
        this.fallback = fallback;
    }

    /**
     * A binder for one kind of document.
     *
     * @param defaults a value for every component, at every depth
     * @param tuples records that are written as a list
     */
    public static <T extends Record> Binder<T> of(Class<T> type, Mapping defaults, Tuples tuples) {
        ValueReader values = new ValueReader(tuples);
        Attempt attempt = new Attempt(values, List.of());
        Optional<T> bound = attempt.record(type, defaults, Optional.empty(), "").map(type::cast);
        if (!attempt.problems.isEmpty() || bound.isEmpty()) {
            throw new ConfigurationException(attempt.problems);
        }
        return new Binder<>(type, values, defaults, bound.get());
    }

    /**
     * The defaults with a tree laid over them, as a record.
     *
     * @throws ConfigurationException with every problem there is
     */
    public T bind(Mapping tree) {
        Attempt attempt = new Attempt(values, defaults.paths(""));
        Optional<Object> bound = attempt.record(type, defaults.overlaidWith(tree), Optional.of(fallback), "");
        if (!attempt.problems.isEmpty() || bound.isEmpty()) {
            throw new ConfigurationException(attempt.problems);
        }
        return type.cast(bound.get());
    }

    /** What in a part of a tree is no setting, or of the wrong type; whether its values go together is not asked. */
    public List<Problem> misfits(Mapping part) {
        Attempt attempt = new Attempt(values, defaults.paths(""));
        attempt.fit(type, part, "");
        return attempt.problems;
    }

    /** One binding: collects problems on its way. */
    private static final class Attempt {
        private final List<Problem> problems = new ArrayList<>();
        private final ValueReader values;
        private final Collection<String> knownPaths;

        Attempt(ValueReader values, Collection<String> knownPaths) {
            this.values = values;
            this.knownPaths = knownPaths;
        }

        /** A record from a mapping; the fallback where it has problems of its own. */
        Optional<Object> record(Class<?> type, Mapping tree, Optional<?> fallback, String path) {
            RecordShape shape = RecordShape.of(type);
            int before = problems.size();
            unknownKeys(shape, tree, path);
            Object[] components = new Object[shape.size()];
            boolean complete = true;
            for (int i = 0; i < components.length; i++) {
                Optional<Object> base = fallbackOf(shape, fallback, i);
                components[i] =
                        component(shape, tree, base, i, path).or(() -> base).orElse(null);
                complete &= components[i] != null;
            }
            if (!complete) {
                return fallback.map(Object.class::cast);
            }
            // A check over the whole of a record whose parts are wrong would only repeat or mislead.
            return build(shape, components, fallback, tree, path, problems.size() == before);
        }

        /** Looks at keys and types alone. */
        void fit(Class<?> type, Mapping tree, String path) {
            RecordShape shape = RecordShape.of(type);
            unknownKeys(shape, tree, path);
            for (int i = 0; i < shape.size(); i++) {
                String below = join(path, shape.key(i));
                Type wanted = shape.type(i);
                tree.get(shape.key(i)).ifPresent(node -> {
                    if (wanted instanceof Class<?> nested && nested.isRecord() && node instanceof Mapping mapping) {
                        fit(nested, mapping, below);
                    } else {
                        value(wanted, node, below);
                    }
                });
            }
        }

        private static Optional<Object> fallbackOf(RecordShape shape, Optional<?> fallback, int i) {
            return fallback.map(record -> shape.get(record, i));
        }

        private Optional<Object> component(RecordShape shape, Mapping tree, Optional<Object> base, int i, String path) {
            String below = join(path, shape.key(i));
            Optional<Node> node = tree.get(shape.key(i));
            if (node.isEmpty()) {
                problems.add(new Problem(tree.origin(), below, "is missing"));
                return Optional.empty();
            }
            if (shape.type(i) instanceof Class<?> nested
                    && nested.isRecord()
                    && node.get() instanceof Mapping mapping) {
                return record(nested, mapping, base, below);
            }
            return value(shape.type(i), node.get(), below);
        }

        private Optional<Object> value(Type type, Node node, String path) {
            try {
                return Optional.of(values.read(type, node));
            } catch (Misfit e) {
                problems.add(new Problem(e.origin(), path, e.getMessage()));
                return Optional.empty();
            } catch (IllegalArgumentException e) {
                problems.add(new Problem(node.origin(), path, e.getMessage()));
                return Optional.empty();
            }
        }

        private Optional<Object> build(
                RecordShape shape,
                Object[] components,
                Optional<?> fallback,
                Mapping tree,
                String path,
                boolean report) {
            try {
                return Optional.of(shape.build(components));
            } catch (RuntimeException e) {
                if (fallback.isEmpty()) {
                    problems.add(ofWhole(tree, path, e));
                } else {
                    blame(shape, components, fallback.get(), tree, path, e, report);
                }
                return fallback.map(Object.class::cast);
            }
        }

        /** Finds the components that are refused each alone among defaults; else the record as a whole is to blame. */
        private void blame(
                RecordShape shape,
                Object[] components,
                Object fallback,
                Mapping tree,
                String path,
                RuntimeException whole,
                boolean report) {
            int before = problems.size();
            for (int i = 0; i < components.length; i++) {
                Optional<RuntimeException> refusal = shape.refusal(with(shape.components(fallback), i, components[i]));
                if (refusal.isPresent()) {
                    // Said of the value among its written neighbours, where it alone is wrong among them.
                    Object[] healed = with(components.clone(), i, shape.get(fallback, i));
                    RuntimeException why = shape.refusal(healed).isEmpty() ? whole : refusal.get();
                    String below = join(path, shape.key(i));
                    Node written = tree.entries().get(shape.key(i));
                    problems.add(new Problem(written.origin(), below, message(why, below)));
                }
            }
            if (report && problems.size() == before) {
                problems.add(ofWhole(tree, path, whole));
            }
        }

        /** A record that names one of its settings means the line where that was written. */
        private static Problem ofWhole(Mapping tree, String path, RuntimeException e) {
            String text = message(e, path);
            int colon = text.indexOf(": ");
            String named = colon < 0 ? "" : text.substring(0, colon);
            String below =
                    path.isEmpty() ? named : named.startsWith(path + ".") ? named.substring(path.length() + 1) : "";
            return tree.at(below)
                    .map(node -> new Problem(node.origin(), named, text.substring(colon + 2)))
                    .orElseGet(() -> new Problem(tree.origin(), path, text));
        }

        private static Object[] with(Object[] components, int i, Object value) {
            components[i] = value;
            return components;
        }

        private void unknownKeys(RecordShape shape, Mapping tree, String path) {
            for (Map.Entry<String, Node> entry : tree.entries().entrySet()) {
                if (!shape.keys().contains(entry.getKey())) {
                    problems.add(new Problem(
                            entry.getValue().origin(),
                            join(path, entry.getKey()),
                            "there is no such setting" + hint(entry.getKey(), shape, path)));
                }
            }
        }

        private String hint(String key, RecordShape shape, String path) {
            if (key.contains(".") && knownPaths.contains(join(path, key))) {
                return "; in a file it is nested, as " + key.replace(".", ": {") + ": …"
                        + "}".repeat(key.split("\\.", -1).length - 1);
            }
            return knownPaths.stream()
                    .filter(known -> known.endsWith("." + key))
                    .findFirst()
                    .or(() -> Names.nearest(key, shape.keys()).map(near -> join(path, near)))
                    .map(near -> "; did you mean " + near + "?")
                    .orElse("; known here: " + String.join(", ", shape.keys()));
        }

        /** The records' messages name the setting themselves at times. */
        private static String message(RuntimeException e, String path) {
            String text = String.valueOf(e.getMessage());
            return !path.isEmpty() && text.startsWith(path + " ") ? text.substring(path.length() + 1) : text;
        }

        private static String join(String path, String key) {
            return path.isEmpty() ? key : path + "." + key;
        }
    }
}
