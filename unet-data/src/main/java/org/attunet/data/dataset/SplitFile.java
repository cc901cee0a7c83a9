package org.attunet.data.dataset;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.attunet.data.AtomicFile;
import org.attunet.data.DataException;

/**
 * {@code split.json}: one split, or several folds as a list under {@code "folds"}.
 */
public final class SplitFile {
    private static final String NAME = "split.json";

    private SplitFile() {}

    /** Where a dataset folder has its split. */
    public static Path in(Path dataset) {
        return dataset.resolve(NAME);
    }

    /** Whether a dataset folder has one, be it a link that leads nowhere. */
    public static boolean isIn(Path dataset) {
        return Files.exists(in(dataset), LinkOption.NOFOLLOW_LINKS);
    }

    /** How a dataset is divided: as its file says, one split or several folds; without a file by the reference protocol. */
    public static List<Split> of(Dataset dataset) {
        return isIn(dataset.folder()) ? readAll(in(dataset.folder())) : List.of(SplitProtocol.reference(dataset.ids()));
    }

    /** The split of a file that holds one. */
    public static Split read(Path file) {
        List<Split> splits = readAll(file);
        if (splits.size() > 1) {
            throw new DataException(
                    file + " holds " + splits.size() + " folds; cross-validate trains and scores each of them");
        }
        return splits.get(0);
    }

    /** Every split of a file, one or several folds. */
    public static List<Split> readAll(Path file) {
        JsonNode root = JsonFile.read(file, "the split file");
        JsonNode folds = root.path("folds");
        if (!folds.isArray()) {
            return List.of(split(file, root, root));
        }
        List<Split> splits = new ArrayList<>();
        folds.forEach(fold -> splits.add(split(file, root, fold)));
        if (splits.isEmpty()) {
            throw new DataException("the split file " + file + " holds no fold");
        }
        return splits;
    }

    private static Split split(Path file, JsonNode root, JsonNode parts) {
        return new Split(
                root.path("protocol").asText(""),
                root.path("seed").asLong(0),
                ids(file, parts, "train"),
                ids(file, parts, "validation"),
                ids(file, parts, "test"));
    }

    private static List<String> ids(Path file, JsonNode parts, String name) {
        if (!parts.path(name).isArray()) {
            throw new DataException(
                    "the split file " + file + " has no list '" + name
                            + "'; expected {\"protocol\": …, \"seed\": …, \"train\": [ids], \"validation\": [ids], \"test\": [ids]}");
        }
        List<String> ids = new ArrayList<>();
        for (JsonNode id : parts.get(name)) {
            if (!id.isTextual() && !id.isIntegralNumber()) {
                throw new DataException("the split file " + file + " has " + kind(id) + " in its list '" + name
                        + "'; expected the ids of cases, such as \"case_0001\"");
            }
            ids.add(id.asText());
        }
        return ids;
    }

    private static String kind(JsonNode node) {
        String kind = node.getNodeType().name().toLowerCase(Locale.ROOT);
        return (kind.matches("[aeiou].*") ? "an " : "a ") + kind;
    }

    /** Writes one split; a file that is there is replaced in one move. */
    public static void write(Split split, Path file) {
        write(mapper().valueToTree(split), file);
    }

    /** Writes folds of one protocol. */
    public static void writeFolds(List<Split> folds, Path file) {
        ObjectNode root = mapper().createObjectNode();
        root.put("protocol", folds.get(0).protocol());
        root.put("seed", folds.get(0).seed());
        folds.forEach(fold -> {
            ObjectNode node = mapper().valueToTree(fold);
            root.withArray("folds").add(node.without(List.of("protocol", "seed")));
        });
        write(root, file);
    }

    private static void write(JsonNode json, Path file) {
        try {
            AtomicFile.write(file, text(json) + "\n");
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String text(JsonNode json) throws JsonProcessingException {
        return mapper().writeValueAsString(json);
    }

    private static ObjectMapper mapper() {
        return new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
    }
}
