package org.attunet.data.dataset;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.attunet.data.DataException;

/**
 * Opens a dataset folder: {@code images/} and {@code labels/} with an optional {@code dataset.yaml}, or the layout of the
 * Medical Segmentation Decathlon and nnU-Net, {@code imagesTr/} and {@code labelsTr/} with {@code dataset.json}.
 */
public final class DatasetFolder {
    private static final String FIRST_CHANNEL = "_0000";

    private DatasetFolder() {}

    /** Lists and pairs the files; opens none of them. Without a label folder no case has a label. */
    public static Dataset open(Path folder) {
        Listing listing = list(folder);
        if (!listing.problems().isEmpty()) {
            throw new DataException(String.join("; ", listing.problems()));
        }
        return listing.dataset();
    }

    /**
     * A dataset that may have problems.
     *
     * @param dataset every image, with its label where one can be told
     * @param problems unpaired files and ambiguous names
     */
    record Listing(Dataset dataset, List<String> problems) {}

    /** As {@link #open}, with unpaired files told and not refused. */
    static Listing list(Path folder) {
        if (!Files.isDirectory(folder)) {
            throw new DataException("there is no dataset folder " + folder);
        }
        DatasetSettings settings = DatasetSettings.of(folder);
        if (Files.isDirectory(folder.resolve("images"))) {
            return list(folder, settings, "images", "labels", UnaryOperator.identity());
        }
        if (Files.isDirectory(folder.resolve("imagesTr"))) {
            Set<String> labels = stems(folder.resolve("labelsTr"));
            return list(folder, settings, "imagesTr", "labelsTr", stem -> withoutChannel(stem, labels));
        }
        throw new DataException(
                folder + " is no dataset: expected folders images and labels, or imagesTr and labelsTr");
    }

    private static Listing list(
            Path folder, DatasetSettings settings, String images, String labels, UnaryOperator<String> imageName) {
        List<String> problems = new ArrayList<>();
        Map<String, Path> imageFiles = files(folder.resolve(images), settings, imageName, problems);
        if (imageFiles.isEmpty()) {
            throw new DataException("there is no NIfTI file in " + folder.resolve(images));
        }
        List<Case> cases;
        if (Files.isDirectory(folder.resolve(labels))) {
            Map<String, Path> labelFiles = files(folder.resolve(labels), settings, UnaryOperator.identity(), problems);
            Pairing pairing = new Pairing(folder, imageFiles, labelFiles);
            problems.addAll(pairing.problems());
            cases = pairing.listed();
        } else {
            cases = imageFiles.entrySet().stream()
                    .map(file -> new Case(file.getKey(), file.getValue(), Optional.empty()))
                    .toList();
        }
        return new Listing(new Dataset(folder, name(folder, settings), cases, settings), problems);
    }

    private static Map<String, Path> files(
            Path folder, DatasetSettings settings, UnaryOperator<String> name, List<String> problems) {
        Map<String, Path> byStem = new TreeMap<>();
        try (Stream<Path> files = Files.list(folder)) {
            files.sorted()
                    .forEach(file -> CaseName.stem(file).map(name).ifPresent(stem -> {
                        if (settings.exclude().contains(stem)) {
                            return;
                        }
                        Path other = byStem.putIfAbsent(stem, file);
                        if (other != null) {
                            problems.add(
                                    "in " + folder + " the files " + other.getFileName() + " and " + file.getFileName()
                                            + " both are case " + stem + "; one CT a case is expected, so remove one");
                        }
                    }));
        } catch (IOException e) {
            throw unlisted(folder, e);
        }
        return byStem;
    }

    /**
     * nnU-Net ends an image's name with its channel, {@code _0000}; its label's name has no such end. Four digits that a label's
     * name has too are the case's own number.
     */
    private static String withoutChannel(String stem, Set<String> labels) {
        String shorter = stem.replaceFirst("_\\d{4}$", "");
        boolean isChannel = labels.contains(shorter) || stem.endsWith(FIRST_CHANNEL);
        return isChannel && !labels.contains(stem) ? shorter : stem;
    }

    private static Set<String> stems(Path folder) {
        if (!Files.isDirectory(folder)) {
            return Set.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(CaseName::stem).flatMap(Optional::stream).collect(Collectors.toSet());
        } catch (IOException e) {
            throw unlisted(folder, e);
        }
    }

    private static DataException unlisted(Path folder, IOException e) {
        return new DataException("the folder " + folder + " cannot be listed: " + e.getMessage(), e);
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
