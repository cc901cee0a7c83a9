package org.attunet.data.dataset;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.attunet.data.DataException;

/**
 * Opens a dataset folder: {@code images/} and {@code labels/} with an optional {@code dataset.yaml}, or the layout of the
 * Medical Segmentation Decathlon and nnU-Net, {@code imagesTr/} and {@code labelsTr/} with {@code dataset.json}.
 */
public final class DatasetFolder {
    private DatasetFolder() {}

    /** Lists and pairs the files; opens none of them. Without a label folder no case has a label. */
    public static Dataset open(Path folder) {
        if (!Files.isDirectory(folder)) {
            throw new DataException("there is no dataset folder " + folder);
        }
        DatasetSettings settings = DatasetSettings.of(folder);
        if (Files.isDirectory(folder.resolve("images"))) {
            return open(folder, settings, "images", "labels", UnaryOperator.identity());
        }
        if (Files.isDirectory(folder.resolve("imagesTr"))) {
            return open(folder, settings, "imagesTr", "labelsTr", DatasetFolder::withoutChannel);
        }
        throw new DataException(
                folder + " is no dataset: expected folders images and labels, or imagesTr and labelsTr");
    }

    private static Dataset open(
            Path folder, DatasetSettings settings, String images, String labels, UnaryOperator<String> imageName) {
        Map<String, Path> imageFiles = files(folder.resolve(images), settings, imageName);
        if (imageFiles.isEmpty()) {
            throw new DataException("there is no NIfTI file in " + folder.resolve(images));
        }
        boolean labelled = Files.isDirectory(folder.resolve(labels));
        List<Case> cases = labelled
                ? new Pairing(folder, imageFiles, files(folder.resolve(labels), settings, UnaryOperator.identity()))
                        .cases()
                : imageFiles.entrySet().stream()
                        .map(file -> new Case(file.getKey(), file.getValue(), Optional.empty()))
                        .toList();
        return new Dataset(folder, name(folder, settings), cases, settings);
    }

    private static Map<String, Path> files(Path folder, DatasetSettings settings, UnaryOperator<String> name) {
        Map<String, Path> byStem = new TreeMap<>();
        try (Stream<Path> files = Files.list(folder)) {
            files.sorted()
                    .forEach(file -> CaseName.stem(file).map(name).ifPresent(stem -> {
                        if (settings.exclude().contains(stem)) {
                            return;
                        }
                        Path other = byStem.putIfAbsent(stem, file);
                        if (other != null) {
                            throw new DataException(
                                    "in " + folder + " the files " + other.getFileName() + " and " + file.getFileName()
                                            + " both are case " + stem + "; one CT a case is expected, so remove one");
                        }
                    }));
        } catch (IOException e) {
            throw new DataException("the folder " + folder + " cannot be listed: " + e.getMessage(), e);
        }
        return byStem;
    }

    /** nnU-Net ends an image's name with its channel, {@code _0000}; its label's name has no such end. */
    private static String withoutChannel(String stem) {
        return stem.replaceFirst("_\\d{4}$", "");
    }

    private static String name(Path folder, DatasetSettings settings) {
        return settings.name()
                .or(() -> nameInJson(folder.resolve("dataset.json")))
                .orElseGet(
                        () -> folder.toAbsolutePath().normalize().getFileName().toString());
    }

    private static Optional<String> nameInJson(Path file) {
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try {
            JsonNode name = new ObjectMapper().readTree(file.toFile()).path("name");
            return name.isTextual() ? Optional.of(name.asText()) : Optional.empty();
        } catch (IOException e) {
            throw new DataException(file + " cannot be read as JSON: " + e.getMessage(), e);
        }
    }
}
