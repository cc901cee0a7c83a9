package org.attunet.model.weights;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.attunet.model.network.NetworkSettings;

/** A folder of {@code .npy} files, one a tensor, named after it, with a {@code manifest.json} that says which network they are of. */
public final class WeightFolder {
    private WeightFolder() {}

    /**
     * Reads {@code folder/weights/*.npy}, or {@code folder/*.npy} where there is no such folder.
     *
     * @throws WeightsException if there are none or one cannot be read
     */
    public static Map<String, Tensor> read(Path folder) {
        Path inner = folder.resolve("weights");
        Path place = Files.isDirectory(inner) ? inner : folder;
        Map<String, Tensor> weights = new TreeMap<>();
        try (Stream<Path> files = Files.list(place)) {
            files.filter(file -> file.toString().endsWith(".npy"))
                    .forEach(file -> weights.put(stem(file), NpyFile.read(file)));
        } catch (IOException e) {
            throw new WeightsException("cannot list " + place + ": " + e.getMessage(), e);
        }
        if (weights.isEmpty()) {
            throw new WeightsException(
                    place + " holds no .npy files; expected one a tensor, such as " + "encoder1.conv1.weight.npy");
        }
        return weights;
    }

    /**
     * Writes every tensor to {@code folder/weights/NAME.npy}, then the manifest; one that is there goes first, so that tensors of
     * two networks never pass for one.
     *
     * @param model what is known of the model beside its network; the manifest keeps it
     * @throws WeightsException if a file cannot be written; there is no manifest then
     */
    public static void write(
            Map<String, Tensor> weights, NetworkSettings network, Optional<JsonNode> model, Path folder) {
        try {
            Manifest.remove(folder);
            weights.forEach((name, tensor) ->
                    NpyFile.write(tensor, folder.resolve("weights").resolve(name + ".npy")));
            Manifest.write(network, weights, model, folder);
        } catch (IOException e) {
            throw new WeightsException("cannot write the manifest of " + folder + ": " + e.getMessage(), e);
        }
    }

    /** What a folder's manifest keeps of the model beside its network; nothing where there is no manifest or it says nothing. */
    public static Optional<JsonNode> model(Path folder) {
        return Files.exists(folder.resolve("manifest.json")) ? Manifest.model(Manifest.read(folder)) : Optional.empty();
    }

    /**
     * The network that a folder's manifest describes.
     *
     * @throws WeightsException if there is no manifest
     */
    public static NetworkSettings network(Path folder) {
        return Manifest.settings(Manifest.read(folder));
    }

    private static String stem(Path file) {
        String name = file.getFileName().toString();
        return name.substring(0, name.length() - ".npy".length());
    }
}
