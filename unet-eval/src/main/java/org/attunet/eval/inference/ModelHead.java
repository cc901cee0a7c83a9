package org.attunet.eval.inference;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.attunet.data.DataException;
import org.attunet.data.FileFailure;
import org.attunet.data.FileName;
import org.attunet.data.transform.PreprocessingSettings;
import org.attunet.eval.quality.DicePredictor;
import org.attunet.model.network.NetworkSettings;
import org.attunet.model.weights.Tensor;

/**
 * Everything of a {@link Model} but its weights, as JSON: in a model's file, and in the manifest of exported weights. What is read may
 * come from anybody: a part that is missing, of another kind or beyond all measure is refused by its name.
 */
public final class ModelHead {
    /** Version of the format; a file of a newer one is refused. */
    static final int SCHEMA = 1;

    private static final int LONGEST_NAME = 1000;
    private static final int MOST_LEVELS = 12;
    private static final int WIDEST = 1 << 16;
    private static final int MOST_WINDOWS = 4096;
    /** Millimetres between voxels of any scan of a body. */
    private static final double FINEST = 0.01;

    private static final double COARSEST = 1000;

    private static final JsonMapper JSON = JsonMapper.builder()
            .addModule(new Jdk8Module())
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .enable(DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    /** Settings that came after the first files were written, and what a file without them means. */
    private static final Map<String, ObjectNode> CAME_LATER =
            Map.of("inference", JSON.createObjectNode().put("skipEmptyWindows", false));

    private final JsonNode json;
    private final String where;

    private ModelHead(JsonNode json, String where) {
        this.json = json;
        this.where = where;
    }

    /** What there is to say of a model beside its weights. */
    public static ObjectNode json(Model model) {
        ObjectNode head = JSON.createObjectNode();
        head.put("schema", SCHEMA);
        head.put("name", model.name());
        head.set("classes", JSON.valueToTree(model.classes()));
        head.set("network", JSON.valueToTree(model.network()));
        head.set("preprocessing", JSON.valueToTree(model.preprocessing()));
        head.set("inference", JSON.valueToTree(model.inference()));
        head.set("trainedOn", JSON.valueToTree(model.trainedOn()));
        head.set("calibration", JSON.valueToTree(model.calibration()));
        model.quality().ifPresent(learned -> head.set("quality", JSON.valueToTree(learned)));
        return head;
    }

    static byte[] bytes(Model model) throws JsonProcessingException {
        return JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(json(model));
    }

    static ModelHead parse(byte[] bytes, String where) {
        try {
            return new ModelHead(JSON.readTree(bytes), where).checked();
        } catch (IOException e) {
            throw new DataException(where + " cannot be understood: " + reason(e), e);
        }
    }

    /**
     * A model by what {@link #json} said of it.
     *
     * @param where names the source in messages
     * @throws DataException if a part is missing or is none
     */
    public static Model model(JsonNode json, String where, Map<String, Tensor> weights) {
        return new ModelHead(json, where).checked().everywhere().model(network -> weights, Optional.empty());
    }

    /** The same without a coarse model, which lies elsewhere. */
    private ModelHead everywhere() {
        ObjectNode alone = json.deepCopy();
        if (alone.path("inference").isObject()) {
            ((ObjectNode) alone.get("inference")).remove("coarse");
        }
        return new ModelHead(alone, where);
    }

    /** The model, its weights read once it is known how many there may be. */
    Model model(Function<NetworkSettings, Map<String, Tensor>> weights, Optional<Model> coarse) {
        NetworkSettings network = network();
        PreprocessingSettings preprocessing = part("preprocessing", PreprocessingSettings.class);
        preprocessing.spacing().ifPresent(spacing -> {
            for (double side : spacing.toArray()) {
                require(
                        side >= FINEST && side <= COARSEST,
                        "preprocessing.spacing",
                        "between " + FINEST + " and " + COARSEST + " mm",
                        side + " mm");
            }
        });
        InferenceSettings inference = part("inference", InferenceSettings.class);
        require(
                inference.batch() <= MOST_WINDOWS,
                "inference.batch",
                "at most " + MOST_WINDOWS,
                String.valueOf(inference.batch()));
        List<String> classes = classes(network);
        TrainedOn trainedOn = json.has("trainedOn") ? part("trainedOn", TrainedOn.class) : TrainedOn.UNKNOWN;
        String expected = inference.coarse().coarseModel().orElse("none");
        String found = coarse.map(Model::name).orElse("none");
        require(expected.equals(found), "the coarse model", expected, found);
        Calibration calibration = json.has("calibration") ? part("calibration", Calibration.class) : Calibration.NONE;
        Optional<DicePredictor> quality =
                json.has("quality") ? Optional.of(part("quality", DicePredictor.class)) : Optional.empty();
        return new Model(
                name(),
                network,
                preprocessing,
                inference,
                classes,
                trainedOn,
                calibration,
                quality,
                weights.apply(network),
                coarse);
    }

    private ModelHead checked() {
        require(json.isObject(), "its content", "settings by name", kind(json));
        JsonNode schema = json.path("schema");
        require(schema.isIntegralNumber(), "schema", "a number", kind(schema));
        if (schema.asDouble() > SCHEMA) {
            throw new DataException(where + " was written by a newer version (format " + schema
                    + ", this one reads up to " + SCHEMA + "); use that version to read it");
        }
        return this;
    }

    private NetworkSettings network() {
        NetworkSettings network = part("network", NetworkSettings.class);
        require(
                network.levels() <= MOST_LEVELS,
                "network.widths",
                "at most " + MOST_LEVELS + " levels",
                network.levels() + " levels");
        for (int width : network.widths()) {
            require(width <= WIDEST, "network.widths", "at most " + WIDEST + " channels", width + " channels");
        }
        require(
                network.inputChannels() <= WIDEST,
                "network.inputChannels",
                "at most " + WIDEST,
                String.valueOf(network.inputChannels()));
        return network;
    }

    private String name() {
        JsonNode name = json.path("name");
        require(name.isTextual(), "name", "a text", kind(name));
        boolean isShort = name.asText().length() <= LONGEST_NAME;
        require(
                isShort,
                "name",
                "at most " + LONGEST_NAME + " characters",
                name.asText().length() + " characters");
        boolean isPlain = name.asText().codePoints().noneMatch(Character::isISOControl);
        require(isPlain, "name", "a line of text", "one with control characters");
        return name.asText();
    }

    private List<String> classes(NetworkSettings network) {
        JsonNode names = json.path("classes");
        require(names.isArray(), "classes", "a list of names", kind(names));
        List<String> classes = new ArrayList<>();
        for (JsonNode name : names) {
            require(name.isTextual(), "classes", "a name for each", kind(name));
            classes.add(FileName.of(name.asText(), "class name", where).text());
        }
        require(
                classes.size() == network.classes(),
                "classes",
                network.classes() + " names, one a class of the network",
                classes.size() + " names");
        return classes;
    }

    private <T extends Record> T part(String name, Class<T> type) {
        JsonNode node = json.path(name);
        require(node.isObject(), name, "settings by name", kind(node));
        T part;
        try {
            ObjectNode whole =
                    CAME_LATER.getOrDefault(name, JSON.createObjectNode()).deepCopy();
            part = JSON.treeToValue(whole.setAll((ObjectNode) node), type);
        } catch (JsonProcessingException e) {
            throw new DataException(where + " cannot be understood: in " + name + ", " + reason(e), e);
        }
        WholeRecord.problem(part)
                .ifPresent(problem -> require(false, name + "." + problem.path(), problem.expected(), problem.found()));
        return part;
    }

    private void require(boolean holds, String part, String expected, String found) {
        if (!holds) {
            throw new DataException(where + " cannot be understood: " + part + ". Expected " + expected + ", found "
                    + found + ". The file is damaged, or no program of this kind wrote it.");
        }
    }

    private static String kind(JsonNode node) {
        return switch (node.getNodeType()) {
            case MISSING -> "none";
            case NULL -> "null";
            case OBJECT -> "settings by name";
            case ARRAY -> "a list";
            default -> {
                String text = node.asText();
                yield text.length() > 40 ? text.substring(0, 40) + "…" : "'" + text + "'";
            }
        };
    }

    private static String reason(IOException failure) {
        return failure instanceof JsonProcessingException json
                ? json.getOriginalMessage().lines().findFirst().orElse("")
                : FileFailure.reason(failure);
    }
}
