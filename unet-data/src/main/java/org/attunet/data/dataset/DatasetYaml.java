package org.attunet.data.dataset;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.attunet.data.DataException;
import org.attunet.data.SmallFile;
import org.attunet.data.YamlText;
import org.attunet.data.dataset.DatasetSettings.NotFinite;
import org.attunet.data.dataset.LabelMap.Others;
import org.attunet.data.nifti.AffineSource;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/** Reads a {@code dataset.yaml} without guessing types, since YAML's 025 is 21. Every problem of the file is in one error. */
final class DatasetYaml {
    private static final List<String> KEYS =
            List.of("name", "labels", "others", "exclude", "prefer", "verified", "replace-nan");

    /** Room for the names of 30 000 cases. */
    private static final int MOST_BYTES = 1 << 20;

    private static final int MOST_SHOWN = 80;

    private static final Pattern INTEGER = Pattern.compile("[-+]?\\d{1,9}");

    private final Path file;
    private final List<Problem> problems = new ArrayList<>();
    private final Map<String, Node> values = new HashMap<>();
    private final Map<Node, Node> keys = new HashMap<>();

    private record Problem(int line, String what) {
        @Override
        public String toString() {
            return "line " + line + ": " + what;
        }
    }

    private DatasetYaml(Path file) {
        this.file = file;
    }

    static DatasetSettings read(Path file) {
        return new DatasetYaml(file).settings();
    }

    private DatasetSettings settings() {
        collect();
        DatasetSettings settings =
                new DatasetSettings(text("name"), labels(), names("exclude"), prefer(), names("verified"), notFinite());
        if (!problems.isEmpty()) {
            throw new DataException(file + ": "
                    + problems.stream()
                            .sorted(Comparator.comparingInt(Problem::line))
                            .map(Problem::toString)
                            .collect(Collectors.joining("; ")));
        }
        return settings;
    }

    private void collect() {
        Node root = compose();
        if (root == null || root.getTag().equals(Tag.NULL)) {
            return;
        }
        if (!(root instanceof MappingNode mapping)) {
            problem(root, "keys and values are expected, such as 'name: CT-82', not " + shown(root));
            return;
        }
        for (NodeTuple tuple : mapping.getValue()) {
            String key = scalar(tuple.getKeyNode()).orElse("?");
            if (!KEYS.contains(key)) {
                problem(
                        tuple.getKeyNode(),
                        "unknown key '" + shown(tuple.getKeyNode()) + "'; known are " + String.join(", ", KEYS));
            } else if (values.put(key, tuple.getValueNode()) != null) {
                problem(tuple.getKeyNode(), "'" + key + "' is set twice; keep one");
            }
            keys.put(tuple.getValueNode(), tuple.getKeyNode());
        }
    }

    private Node compose() {
        String text = SmallFile.text(file, MOST_BYTES, wrong -> new DataException(file + " " + wrong));
        try {
            return YamlText.compose(text).orElse(null);
        } catch (YamlText.BrokenException e) {
            String where = e.line().isPresent() ? "line " + e.line().getAsInt() + ": " : "";
            throw new DataException(file + " is no valid YAML: " + where + e.getMessage(), e);
        }
    }

    /** A setting stands where its name does, also where its value begins in a later line. */
    private void problem(Node where, String what) {
        Node shown = keys.getOrDefault(where, where);
        problems.add(new Problem(shown.getStartMark().getLine() + 1, what));
    }

    private static Optional<String> scalar(Node node) {
        return node instanceof ScalarNode scalar && !node.getTag().equals(Tag.NULL)
                ? Optional.of(scalar.getValue())
                : Optional.empty();
    }

    /** How messages show a value. */
    private static String shown(Node node) {
        return scalar(node)
                .map(text -> text.length() > MOST_SHOWN ? text.substring(0, MOST_SHOWN) + " …" : text)
                .orElseGet(() -> node instanceof ScalarNode ? "nothing" : "a " + node.getNodeId());
    }

    private Optional<String> text(String key) {
        Node node = values.get(key);
        if (node == null || node.getTag().equals(Tag.NULL)) {
            return Optional.empty();
        }
        if (scalar(node).isEmpty()) {
            problem(node, "'" + key + "' is a text, not " + shown(node));
        }
        return scalar(node);
    }

    private LabelMap labels() {
        Map<Integer, Integer> classes = new TreeMap<>();
        Node node = values.get("labels");
        if (node instanceof MappingNode mapping) {
            mapping.getValue().forEach(entry -> put(classes, entry));
        } else if (node != null) {
            problem(node, "'labels' maps label values to classes, such as {255: 1}");
        }
        Others others = others();
        if (others == Others.BACKGROUND && classes.isEmpty()) {
            problem(values.get("others"), "'others' are the values that 'labels' does not list, and it lists none");
        }
        return new LabelMap(new TreeMap<>(classes), others);
    }

    private void put(Map<Integer, Integer> classes, NodeTuple entry) {
        Optional<Integer> value = integer(entry.getKeyNode()).filter(LabelMap::isValue);
        Optional<Integer> label = integer(entry.getValueNode()).filter(LabelMap::isClass);
        if (value.isEmpty() || label.isEmpty()) {
            problem(
                    entry.getKeyNode(),
                    "'labels' maps whole numbers up to ±" + LabelMap.LARGEST_VALUE + " to classes 0 to "
                            + LabelMap.LARGEST_CLASS + ", not " + shown(entry.getKeyNode()) + " to "
                            + shown(entry.getValueNode()));
        } else if (classes.put(value.get(), label.get()) != null) {
            problem(entry.getKeyNode(), "'labels' lists " + value.get() + " twice; keep one");
        }
    }

    private static Optional<Integer> integer(Node node) {
        return scalar(node).filter(text -> INTEGER.matcher(text).matches()).map(Integer::valueOf);
    }

    private Others others() {
        return switch (text("others").orElse("error")) {
            case "background" -> Others.BACKGROUND;
            case "error" -> Others.REFUSED;
            default -> {
                problem(values.get("others"), "'others' is background or error, not " + shown(values.get("others")));
                yield Others.REFUSED;
            }
        };
    }

    private CaseNames names(String key) {
        Set<String> names = new HashSet<>();
        Node node = values.get(key);
        if (node instanceof SequenceNode sequence) {
            for (Node item : sequence.getValue()) {
                scalar(item)
                        .ifPresentOrElse(
                                names::add, () -> problem(item, "'" + key + "' lists case names, not " + shown(item)));
            }
        } else if (node != null) {
            problem(node, "'" + key + "' is a list of case names");
        }
        return new CaseNames(names);
    }

    private Optional<AffineSource> prefer() {
        Optional<String> form = text("prefer");
        if (form.isPresent() && !List.of("sform", "qform").contains(form.get())) {
            problem(values.get("prefer"), "'prefer' is sform or qform, not " + shown(values.get("prefer")));
            return Optional.empty();
        }
        return form.map(name -> AffineSource.valueOf(name.toUpperCase(Locale.ROOT)));
    }

    private NotFinite notFinite() {
        String replace = text("replace-nan").orElse("false").toLowerCase(Locale.ROOT);
        if (!List.of("true", "false").contains(replace)) {
            problem(
                    values.get("replace-nan"),
                    "'replace-nan' is true or false, not " + shown(values.get("replace-nan")));
        }
        return replace.equals("true") ? NotFinite.REPLACE : NotFinite.REFUSE;
    }
}
