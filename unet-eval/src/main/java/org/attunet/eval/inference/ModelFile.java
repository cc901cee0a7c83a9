package org.attunet.eval.inference;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.attunet.data.AtomicFile;
import org.attunet.data.DataException;
import org.attunet.data.transform.PreprocessingSettings;
import org.attunet.model.NetworkSettings;
import org.attunet.model.weights.NpyFile;
import org.attunet.model.weights.Tensor;
import org.attunet.model.weights.WeightsException;

/**
 * A {@link Model} as one file that works alone: a zip of {@code model.json} (settings, class names) and one {@code weights/NAME.npy}
 * a parameter, every entry with its CRC-32; {@code contents.txt} names the entries, since a zip's checksums do not cover their names.
 * Whoever writes one may add entries of their own, as a checkpoint does.
 */
public final class ModelFile {
    /** Version of the format; a file of a newer one is refused. */
    static final int SCHEMA = 1;

    private static final String HEAD = "model.json";
    private static final String CONTENTS = "contents.txt";
    private static final String WEIGHTS = "weights/";
    private static final FileTime EPOCH = FileTime.fromMillis(315_532_800_000L);
    private static final JsonMapper JSON = JsonMapper.builder()
            .addModule(new Jdk8Module())
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private ModelFile() {}

    /** Writes the file whole or not at all. */
    public static void write(Model model, Path file) {
        write(model, Map.of(), file);
    }

    /** As above with further entries by name. */
    public static void write(Model model, Map<String, byte[]> further, Path file) {
        AtomicFile.write(file, out -> writeTo(model, further, out));
    }

    private static void writeTo(Model model, Map<String, byte[]> further, OutputStream out) throws IOException {
        Set<String> names = new TreeSet<>(further.keySet());
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.setLevel(Deflater.BEST_SPEED);
            entry(zip, HEAD, JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(head(model)));
            names.add(HEAD);
            for (Map.Entry<String, Tensor> weight : new TreeMap<>(model.weights()).entrySet()) {
                String name = WEIGHTS + weight.getKey() + ".npy";
                entry(zip, name, NpyFile.bytes(weight.getValue()));
                names.add(name);
            }
            for (Map.Entry<String, byte[]> entry : new TreeMap<>(further).entrySet()) {
                entry(zip, entry.getKey(), entry.getValue());
            }
            entry(zip, CONTENTS, contents(names));
        }
    }

    private static byte[] contents(Set<String> names) {
        return String.join("\n", names).getBytes(StandardCharsets.UTF_8);
    }

    private static void entry(ZipOutputStream zip, String name, byte[] bytes) throws IOException {
        ZipEntry entry = new ZipEntry(name);
        entry.setLastModifiedTime(EPOCH);
        zip.putNextEntry(entry);
        zip.write(bytes);
        zip.closeEntry();
    }

    private static ObjectNode head(Model model) {
        ObjectNode head = JSON.createObjectNode();
        head.put("schema", SCHEMA);
        head.put("name", model.name());
        head.set("classes", JSON.valueToTree(model.classes()));
        head.set("network", JSON.valueToTree(model.network()));
        head.set("preprocessing", JSON.valueToTree(model.preprocessing()));
        head.set("inference", JSON.valueToTree(model.inference()));
        return head;
    }

    /**
     * Reads a model.
     *
     * @throws DataException if the file is missing, damaged, no model, or of a newer version
     */
    public static Model read(Path file) {
        return model(file, entries(file));
    }

    /** The entries that are not the model's own. */
    public static Map<String, byte[]> further(Path file) {
        Map<String, byte[]> entries = entries(file);
        entries.keySet().removeIf(name -> name.equals(HEAD) || name.startsWith(WEIGHTS));
        return entries;
    }

    private static Map<String, byte[]> entries(Path file) {
        Map<String, byte[]> entries = new TreeMap<>();
        try (ZipFile zip = new ZipFile(file.toFile())) {
            for (Enumeration<? extends ZipEntry> all = zip.entries(); all.hasMoreElements(); ) {
                ZipEntry entry = all.nextElement();
                entries.put(entry.getName(), content(zip, entry));
            }
            requireNames(entries);
        } catch (IOException e) {
            throw new DataException(
                    "cannot read the model " + file + ": " + e.getMessage()
                            + ". Expected a model file or checkpoint as training writes it; it may be cut short or damaged",
                    e);
        }
        return entries;
    }

    /** Takes the list of contents out, which files of the first builds do not have. */
    private static void requireNames(Map<String, byte[]> entries) throws ZipException {
        byte[] listed = entries.remove(CONTENTS);
        if (listed != null && !Arrays.equals(listed, contents(entries.keySet()))) {
            throw new ZipException("its entries are not those that " + CONTENTS + " names");
        }
    }

    /** An entry's bytes, compared with their checksum, which Java's class does not do. */
    private static byte[] content(ZipFile zip, ZipEntry entry) throws IOException {
        byte[] bytes = zip.getInputStream(entry).readAllBytes();
        CRC32 checksum = new CRC32();
        checksum.update(bytes);
        if (checksum.getValue() != entry.getCrc()) {
            throw new ZipException(entry.getName() + " does not match its checksum");
        }
        return bytes;
    }

    private static Model model(Path file, Map<String, byte[]> entries) {
        if (!entries.containsKey(HEAD)) {
            throw new DataException(file + " is a zip file but no model: it holds no " + HEAD);
        }
        try {
            JsonNode head = JSON.readTree(entries.get(HEAD));
            int schema = head.path("schema").asInt();
            if (schema > SCHEMA) {
                throw new DataException(file + " was written by a newer version (format " + schema
                        + ", this one reads up to " + SCHEMA + "); use that version to read it");
            }
            return new Model(
                    head.path("name").asText(),
                    JSON.treeToValue(head.path("network"), NetworkSettings.class),
                    JSON.treeToValue(head.path("preprocessing"), PreprocessingSettings.class),
                    JSON.treeToValue(head.path("inference"), InferenceSettings.class),
                    List.of(JSON.treeToValue(head.path("classes"), String[].class)),
                    weights(file, entries));
        } catch (JsonProcessingException e) {
            throw new DataException(
                    file + " holds a " + HEAD + " that cannot be understood: " + e.getOriginalMessage(), e);
        } catch (IOException | WeightsException e) {
            throw new DataException(file + " is damaged: " + e.getMessage(), e);
        }
    }

    private static Map<String, Tensor> weights(Path file, Map<String, byte[]> entries) {
        Map<String, Tensor> weights = new TreeMap<>();
        entries.forEach((name, bytes) -> {
            if (name.startsWith(WEIGHTS) && name.endsWith(".npy")) {
                String tensor = name.substring(WEIGHTS.length(), name.length() - ".npy".length());
                weights.put(tensor, NpyFile.parse(bytes, file + "!" + name));
            }
        });
        return weights;
    }
}
