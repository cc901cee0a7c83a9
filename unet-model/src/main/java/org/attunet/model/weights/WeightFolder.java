package org.attunet.model.weights;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A folder of {@code .npy} files, one a tensor, named after it. */
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

    private static String stem(Path file) {
        String name = file.getFileName().toString();
        return name.substring(0, name.length() - ".npy".length());
    }
}
