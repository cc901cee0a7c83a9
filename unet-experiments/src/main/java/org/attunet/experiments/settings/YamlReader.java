package org.attunet.experiments.settings;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.attunet.experiments.settings.Node.Mapping;
import org.attunet.experiments.settings.Node.Scalar;
import org.attunet.experiments.settings.Node.Sequence;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** Reads YAML without guessing types: no tags, no objects, duplicate keys are problems. */
public final class YamlReader {
    private final String source;
    private final List<Problem> problems = new ArrayList<>();

    private YamlReader(String source) {
        this.source = source;
    }

    /**
     * Reads a document whose top is a mapping; an empty document is an empty one.
     *
     * @param source how messages call the document
     * @throws ConfigurationException where it is no YAML, no mapping, or has a key twice
     */
    public static Mapping read(String text, String source) {
        YamlReader reader = new YamlReader(source);
        Node top = reader.compose(text);
        if (!(top instanceof Mapping mapping)) {
            throw new ConfigurationException(List.of(
                    new Problem(top.origin(), "", "settings are expected, as 'name: value', found " + top.show())));
        }
        if (!reader.problems.isEmpty()) {
            throw new ConfigurationException(reader.problems);
        }
        return mapping;
    }

    /** Reads one value, such as the right-hand side of {@code --set}. */
    public static Node value(String text, String source) {
        return new YamlReader(source).compose(text);
    }

    private Node compose(String text) {
        try {
            var node = new Yaml(new SafeConstructor(new LoaderOptions())).compose(new StringReader(text));
            return node == null ? Mapping.empty(source) : node(node, "");
        } catch (MarkedYAMLException e) {
            String where = e.getProblemMark() == null
                    ? source
                    : source + ":" + (e.getProblemMark().getLine() + 1);
            throw new ConfigurationException(List.of(new Problem(where, "", "not valid YAML: " + e.getProblem())));
        } catch (YAMLException e) {
            throw new ConfigurationException(List.of(new Problem(source, "", "not valid YAML: " + e.getMessage())));
        }
    }

    private Node node(org.yaml.snakeyaml.nodes.Node node, String path) {
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
        for (NodeTuple tuple : node.getValue()) {
            String key = tuple.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : "?";
            String below = path.isEmpty() ? key : path + "." + key;
            if (entries.put(key, node(tuple.getValueNode(), below)) != null) {
                problems.add(new Problem(origin(tuple.getKeyNode()), below, "is set twice; keep one"));
            }
        }
        return new Mapping(entries, origin(node));
    }

    private String origin(org.yaml.snakeyaml.nodes.Node node) {
        // Command-line values are one line, whose number tells nothing.
        return source.startsWith("-")
                ? source
                : source + ":" + (node.getStartMark().getLine() + 1);
    }
}
