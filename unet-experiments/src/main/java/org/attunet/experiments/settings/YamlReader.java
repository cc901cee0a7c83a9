package org.attunet.experiments.settings;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.attunet.data.DataException;
import org.attunet.data.SmallFile;
import org.attunet.data.YamlText;
import org.attunet.experiments.settings.Node.Mapping;
import org.attunet.experiments.settings.Node.Scalar;
import org.attunet.experiments.settings.Node.Sequence;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/** Reads YAML without guessing types: no tags, no objects, duplicate keys are problems. Aliases and merge keys are filled in. */
public final class YamlReader {
    /** A file for people has a few thousand bytes; what is larger is no such file, and would take long to be refused. */
    private static final int MOST_BYTES = 1 << 18;

    private static final int MOST_NODES = 100_000;

    private final String source;
    private final List<Problem> problems;
    private final Set<org.yaml.snakeyaml.nodes.Node> open = Collections.newSetFromMap(new IdentityHashMap<>());

    private int nodes;

    private YamlReader(String source, List<Problem> problems) {
        this.source = source;
        this.problems = problems;
    }

    /**
     * Reads a document whose top is a mapping; an empty document is an empty one.
     *
     * @param source how messages call the document
     * @throws ConfigurationException where it is no YAML, no mapping, or has a key twice
     */
    public static Mapping read(String text, String source) {
        List<Problem> problems = new ArrayList<>();
        Mapping mapping = read(text, source, problems);
        if (!problems.isEmpty()) {
            throw new ConfigurationException(problems);
        }
        return mapping;
    }

    /**
     * Reads a document as far as it can be read.
     *
     * @param problems gets what is wrong with it, so that the rest can be looked at as well
     * @throws ConfigurationException where it is no YAML or no mapping
     */
    public static Mapping read(String text, String source, List<Problem> problems) {
        Node top = new YamlReader(source, problems).compose(text);
        if (top instanceof Mapping mapping) {
            return mapping;
        }
        throw new ConfigurationException(
                List.of(new Problem(top.origin(), "", "settings are expected, as 'name: value', found " + top.show())));
    }

    /**
     * Text of a file in UTF-8.
     *
     * @throws ConfigurationException where it is none, or too much of it
     * @throws DataException where the file cannot be read
     */
    public static String text(Path file) {
        return SmallFile.text(
                file,
                MOST_BYTES,
                wrong -> new ConfigurationException(List.of(new Problem(file.toString(), "", wrong))));
    }

    /** Reads one value, such as the right-hand side of {@code --set}. */
    static Node value(String text, String source, List<Problem> problems) {
        return new YamlReader(source, problems).compose(text);
    }

    private Node compose(String text) {
        try {
            return YamlText.compose(text).map(node -> node(node, "")).orElseGet(() -> Mapping.empty(source));
        } catch (YamlText.BrokenException e) {
            String where = e.line().isPresent() ? origin(e.line().getAsInt() - 1) : source;
            throw new ConfigurationException(List.of(new Problem(where, "", "not valid YAML: " + e.getMessage())));
        }
    }

    private Node node(org.yaml.snakeyaml.nodes.Node node, String path) {
        if (++nodes > MOST_NODES) {
            throw new ConfigurationException(List.of(new Problem(
                    origin(node), path, "more than " + MOST_NODES + " values, aliases filled in; write less")));
        }
        if (!open.add(node)) {
            problems.add(new Problem(origin(node), path, "an alias stands for something that holds it; write it out"));
            return new Scalar("", origin(node));
        }
        try {
            return closed(node, path);
        } finally {
            open.remove(node);
        }
    }

    private Node closed(org.yaml.snakeyaml.nodes.Node node, String path) {
        if (node instanceof ScalarNode scalar) {
            return new Scalar(scalar.getValue(), origin(node));
        }
        if (node instanceof SequenceNode sequence) {
            return new Sequence(
                    sequence.getValue().stream()
                            .map(item -> node(item, path + "[]"))
                            .toList(),
                    origin(node));
        }
        return mapping((MappingNode) node, path);
    }

    private Mapping mapping(MappingNode node, String path) {
        Map<String, Node> entries = new LinkedHashMap<>();
        List<Node> merged = new ArrayList<>();
        for (NodeTuple tuple : node.getValue()) {
            String key = tuple.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : "?";
            String below = path.isEmpty() ? key : path + "." + key;
            Node value = of(tuple.getKeyNode(), node(tuple.getValueNode(), below));
            if (tuple.getKeyNode().getTag().equals(Tag.MERGE)) {
                merged.addAll(value instanceof Sequence several ? several.items() : List.of(value));
            } else if (entries.put(key, value) != null) {
                problems.add(new Problem(origin(tuple.getKeyNode()), below, "is set twice; keep one"));
            }
        }
        merged.forEach(one -> merge(one, path, entries));
        return new Mapping(entries, origin(node));
    }

    /** A setting stands where its name does, also where its value begins in a later line. */
    private Node of(org.yaml.snakeyaml.nodes.Node key, Node value) {
        String origin = origin(key);
        if (value instanceof Mapping mapping) {
            return new Mapping(mapping.entries(), origin);
        }
        return value instanceof Sequence sequence
                ? new Sequence(sequence.items(), origin)
                : new Scalar(value.show(), origin);
    }

    /** What {@code <<} brings: entries that are not written beside it, the first to have one wins. */
    private void merge(Node merged, String path, Map<String, Node> entries) {
        if (merged instanceof Mapping mapping) {
            mapping.entries().forEach(entries::putIfAbsent);
        } else {
            problems.add(new Problem(merged.origin(), path, "settings are expected after <<, found " + merged.show()));
        }
    }

    private String origin(org.yaml.snakeyaml.nodes.Node node) {
        return origin(node.getStartMark().getLine());
    }

    /** Command-line values are one line, whose number means nothing. */
    private String origin(int line) {
        return source.startsWith("-") ? source : source + ":" + (line + 1);
    }
}
