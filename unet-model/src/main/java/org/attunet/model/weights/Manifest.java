package org.attunet.model.weights;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.attunet.model.network.Activation;
import org.attunet.model.network.Gate;
import org.attunet.model.network.NetworkSettings;
import org.attunet.model.network.Norm;
import org.attunet.model.network.Variant;

/** The {@code manifest.json} beside a folder of weights: which network they are of, and every file's shape. */
final class Manifest {
    private static final String FILE = "manifest.json";

    /** What the program that exported the weights knew of their model. */
    private static final String MODEL = "model";

    private static final long LARGEST = 64 << 20;

    private Manifest() {}

    /** What a manifest says of the model beside its network. */
    static Optional<JsonNode> model(JsonNode manifest) {
        return Optional.of(manifest.path(MODEL)).filter(node -> !node.isMissingNode());
    }

    /** @throws WeightsException if there is none or it is no JSON */
    static JsonNode read(Path folder) {
        if (!Files.exists(folder.resolve(FILE))) {
            throw new WeightsException(folder + " holds no " + FILE + ", which says which network its weights are of");
        }
        try {
            if (Files.size(folder.resolve(FILE)) > LARGEST) {
                throw new WeightsException(folder.resolve(FILE) + " is too large to be a manifest");
            }
            return new ObjectMapper().readTree(Files.readString(folder.resolve(FILE)));
        } catch (IOException e) {
            throw new WeightsException("cannot read " + folder.resolve(FILE) + ": " + e.getMessage(), e);
        }
    }

    /** Takes it away, where there is one. */
    static void remove(Path folder) throws IOException {
        Files.deleteIfExists(folder.resolve(FILE));
    }

    /** The network that a manifest describes; what it does not say is as in the reference. */
    static NetworkSettings settings(JsonNode manifest) {
        boolean paper = manifest.has("filters");
        List<Integer> widths = new ArrayList<>();
        manifest.path(paper ? "filters" : "widths").forEach(width -> widths.add(width.asInt()));
        int in = manifest.path("in_channels").asInt(1);
        NetworkSettings network = paper
                ? NetworkSettings.paper(in, manifest.path("classes").asInt(2), widths)
                : NetworkSettings.reference(in, manifest.path("out_channels").asInt(2), widths);
        return network.withGate(manifest.path("conv_mapping").asBoolean() ? Gate.CONV_MAPPING : Gate.ADDITIVE)
                .withHead(choice(manifest, "head", network.head()))
                .withSupervision(manifest.path("n_deep_supervision").asInt(network.supervision()))
                .withBlocks(
                        choice(manifest, "norm", Norm.BATCH),
                        choice(manifest, "activation", Activation.RELU),
                        manifest.path("dropout").asDouble(0),
                        manifest.path("residual").asBoolean());
    }

    private static <E extends Enum<E>> E choice(JsonNode manifest, String key, E otherwise) {
        String text = manifest.path(key).asText(otherwise.name()).toUpperCase(Locale.ROOT);
        try {
            return Enum.valueOf(otherwise.getDeclaringClass(), text.replace('-', '_'));
        } catch (IllegalArgumentException e) {
            throw new WeightsException(FILE + ": " + key + " is unknown: " + text, e);
        }
    }

    /** Writes it; the last file of a folder, so that a folder with one is complete. */
    static void write(NetworkSettings network, Map<String, Tensor> weights, Optional<JsonNode> model, Path folder)
            throws IOException {
        ObjectMapper mapper = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
        ObjectNode manifest = mapper.createObjectNode();
        boolean paper = network.variant() == Variant.PAPER;
        network.widths().forEach(manifest.putArray(paper ? "filters" : "widths")::add);
        manifest.put("in_channels", network.inputChannels())
                .put(paper ? "classes" : "out_channels", network.classes())
                .put("conv_mapping", network.gate() == Gate.CONV_MAPPING)
                .put("n_deep_supervision", network.supervision())
                .put("head", text(network.head()))
                .put("norm", text(network.norm()))
                .put("activation", text(network.activation()))
                .put("dropout", network.dropout())
                .put("residual", network.residual());
        model.ifPresent(description -> manifest.set(MODEL, description));
        Map<String, String> theirs = paper ? ReferenceKeys.paper() : ReferenceKeys.reference(network.levels());
        var tensors = manifest.putArray("tensors");
        weights.forEach((name, tensor) -> {
            ObjectNode entry = tensors.addObject().put("file", "weights/" + name + ".npy");
            for (long side : tensor.shape()) {
                entry.withArray("shape").add(side);
            }
            entry.put("dtype", "float32");
            int dot = name.lastIndexOf('.');
            String stem = theirs.get(name.substring(0, dot));
            if (stem != null) {
                entry.put("reference_key", stem + name.substring(dot));
            }
        });
        Files.writeString(folder.resolve(FILE), mapper.writeValueAsString(manifest) + "\n");
    }

    private static String text(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
