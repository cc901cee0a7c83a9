package org.attunet.model.weights;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.attunet.model.SettingsException;
import org.attunet.model.network.NetworkSettings;

/** A folder of a network's weights, an input, and what came out of it. */
final class ReferenceOutputs {
    private final Path folder;
    private final JsonNode manifest;
    private final NetworkSettings network;
    private final Map<String, Tensor> weights;

    /** @throws WeightsException if the folder lacks its manifest or weights */
    ReferenceOutputs(Path folder) {
        this.folder = folder;
        this.manifest = Manifest.read(folder);
        this.network = Manifest.settings(manifest);
        this.weights = WeightFolder.read(folder);
    }

    NetworkSettings network() {
        return network;
    }

    Map<String, Tensor> weights() {
        return weights;
    }

    boolean has(String file) {
        return Files.exists(folder.resolve(file));
    }

    Tensor read(String file) {
        return NpyFile.read(folder.resolve(file));
    }

    /** The input, [N, C, X, Y, Z]. */
    Tensor input() {
        Tensor input = read("input.npy");
        long[] shape = input.shape();
        if (shape.length != 5 || shape[1] != network.inputChannels()) {
            throw new WeightsException("input.npy: expected the shape [N, " + network.inputChannels()
                    + ", X, Y, Z], found " + input.shapeText());
        }
        try {
            network.checkPatch((int) shape[2], (int) shape[3], (int) shape[4]);
        } catch (SettingsException e) {
            throw new WeightsException("input.npy: " + e.getMessage(), e);
        }
        return input;
    }

    /** Class indices as floats, [N, 1, X, Y, Z]. */
    Tensor labels() {
        Tensor labels = read("labels.npy");
        long[] expected = read("input.npy").shape().clone();
        expected[1] = 1;
        if (!java.util.Arrays.equals(expected, labels.shape())) {
            throw new WeightsException("labels.npy: expected the shape " + java.util.Arrays.toString(expected)
                    + ", found " + labels.shapeText());
        }
        return labels;
    }

    /** A number of the manifest, by its path; a missing node where there is none. */
    JsonNode number(String... path) {
        JsonNode node = manifest;
        for (String step : path) {
            node = node.path(step);
        }
        return node;
    }

    /** How far a float run of the other program was from each file's values, where the manifest says so. */
    Map<String, Double> rounding() {
        Map<String, Double> rounding = new LinkedHashMap<>();
        manifest.path("tensors")
                .forEach(tensor -> rounding.put(
                        tensor.path("file").asText(),
                        tensor.path("fp32_maxdiff").asDouble(0)));
        return rounding;
    }

    /** Every file of numbers that is there and came out of a run, as {@code grads_dicece/ds2.conv.bias.npy}. */
    List<String> outcomes() {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.map(file -> folder.relativize(file).toString().replace('\\', '/'))
                    .filter(name -> name.endsWith(".npy"))
                    .filter(name -> !name.matches("(input|labels)\\.npy|weights/.*"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new WeightsException("cannot list " + folder + ": " + e.getMessage(), e);
        }
    }
}
