package org.attunet.data.dataset;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.attunet.data.DataException;
import org.attunet.data.nifti.Form;

/**
 * What a dataset's optional {@code dataset.yaml} says.
 *
 * @param name the dataset's name
 * @param labels label values in the files and the class each stands for; values not listed stay as they are
 * @param exclude file names, without ending, of images or labels to leave out
 * @param prefer which of a NIfTI header's two forms counts where they disagree
 * @param verified cases whose label a person has seen to lie where it belongs, whatever the flip test says
 * @param notFinite what becomes of image values that are no numbers
 */
public record DatasetSettings(
        Optional<String> name,
        Map<Integer, Integer> labels,
        Set<String> exclude,
        Optional<Form> prefer,
        Set<String> verified,
        NotFinite notFinite) {

    /** What becomes of image values that are not a number or infinite. */
    public enum NotFinite {
        /** The case is refused. */
        REFUSE,
        /** The lowest finite value takes their place, the highest that of +∞. */
        REPLACE
    }

    /** Says nothing. */
    public static final DatasetSettings NONE =
            new DatasetSettings(Optional.empty(), Map.of(), Set.of(), Optional.empty(), Set.of(), NotFinite.REFUSE);

    /** Keeps its own copies. */
    public DatasetSettings {
        labels = Map.copyOf(labels);
        exclude = Set.copyOf(exclude);
        verified = Set.copyOf(verified);
    }

    /** The same with another way of treating values that are no numbers. */
    public DatasetSettings with(NotFinite other) {
        return new DatasetSettings(name, labels, exclude, prefer, verified, other);
    }

    /** The same with this form of a NIfTI header, if one is given. */
    public DatasetSettings withPrefer(Optional<Form> form) {
        return new DatasetSettings(name, labels, exclude, form, verified, notFinite);
    }

    /** The folder's {@code dataset.yaml}; nothing where there is none. Every problem of the file is in one error. */
    public static DatasetSettings of(Path folder) {
        Path file = folder.resolve("dataset.yaml");
        if (!Files.isRegularFile(file)) {
            return NONE;
        }
        try {
            if (Files.size(file) > MOST_BYTES) {
                throw new DataException(file + " holds " + Files.size(file) + " bytes, and a description at most "
                        + MOST_BYTES + "; is it the file that is meant?");
            }
            return new Parser(file)
                    .parse(new YAMLMapper()
                            .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
                            .readTree(file.toFile()));
        } catch (IOException e) {
            throw new DataException(file + " cannot be read as YAML: " + e.getMessage(), e);
        }
    }

    /** Names of ten thousands of cases to leave out; more is no such file, and would take long to be refused. */
    private static final int MOST_BYTES = 1 << 20;

    private static final class Parser {
        private static final List<String> KEYS =
                List.of("name", "labels", "exclude", "prefer", "verified", "replace-nan");

        private final Path file;
        private final List<String> problems = new ArrayList<>();

        Parser(Path file) {
            this.file = file;
        }

        DatasetSettings parse(JsonNode root) {
            if (root.isMissingNode() || root.isNull()) {
                return NONE;
            }
            if (!root.isObject()) {
                throw new DataException(file + " must hold keys and values, such as 'name: CT-82'");
            }
            root.fieldNames().forEachRemaining(key -> {
                if (!KEYS.contains(key)) {
                    problems.add("unknown key '" + key + "'; known are " + String.join(", ", KEYS));
                }
            });
            DatasetSettings settings = new DatasetSettings(
                    Optional.ofNullable(root.get("name")).map(JsonNode::asText),
                    labels(root.path("labels")),
                    names(root, "exclude"),
                    prefer(root.path("prefer")),
                    names(root, "verified"),
                    notFinite(root.path("replace-nan")));
            if (!problems.isEmpty()) {
                throw new DataException(file + ": " + String.join("; ", problems));
            }
            return settings;
        }

        private Map<Integer, Integer> labels(JsonNode node) {
            Map<Integer, Integer> labels = new LinkedHashMap<>();
            if (!node.isMissingNode() && !node.isObject()) {
                problems.add("'labels' maps label values to classes, such as {255: 1}");
            }
            node.fields().forEachRemaining(entry -> {
                String value = entry.getKey();
                if (value.matches("\\d{1,3}") && isByte(Integer.parseInt(value)) && isClass(entry.getValue())) {
                    labels.put(Integer.valueOf(value), entry.getValue().intValue());
                } else {
                    problems.add("'labels' maps whole numbers 0…255 to whole numbers 0…255, not " + value + " to "
                            + entry.getValue());
                }
            });
            return labels;
        }

        private static boolean isClass(JsonNode node) {
            return node.isIntegralNumber() && node.canConvertToInt() && isByte(node.intValue());
        }

        private static boolean isByte(int value) {
            return value >= 0 && value <= 255;
        }

        private Set<String> names(JsonNode root, String key) {
            JsonNode node = root.path(key);
            Set<String> names = new HashSet<>();
            if (!node.isMissingNode() && !node.isArray()) {
                problems.add("'" + key + "' is a list of case names");
            }
            node.forEach(name -> names.add(name.asText()));
            return names;
        }

        private Optional<Form> prefer(JsonNode node) {
            if (node.isMissingNode()) {
                return Optional.empty();
            }
            if (!List.of("sform", "qform").contains(node.asText())) {
                problems.add("'prefer' is sform or qform, not " + node);
                return Optional.empty();
            }
            return Optional.of(Form.valueOf(node.asText().toUpperCase(Locale.ROOT)));
        }

        private NotFinite notFinite(JsonNode node) {
            if (!node.isMissingNode() && !node.isBoolean()) {
                problems.add("'replace-nan' is true or false, not " + node);
            }
            return node.asBoolean() ? NotFinite.REPLACE : NotFinite.REFUSE;
        }
    }
}
