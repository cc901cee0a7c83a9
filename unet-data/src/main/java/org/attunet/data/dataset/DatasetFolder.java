package org.attunet.data.dataset;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.attunet.data.DataException;
import org.attunet.data.FileKind;
import org.attunet.data.nifti.NiftiFiles;

/**
 * Opens a dataset folder: {@code images/} and {@code labels/} with an optional {@code dataset.yaml}, or the layout of the
 * Medical Segmentation Decathlon and nnU-Net, {@code imagesTr/} and {@code labelsTr/} with {@code dataset.json}.
 */
public final class DatasetFolder {
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
     * @param dataset every image, with its label where one can be determined
     * @param problems unpaired files and ambiguous names
     * @param unmet what {@code dataset.yaml} leaves out and no file is
     */
    record Listing(Dataset dataset, List<String> problems, List<String> unmet) {}

    /** As {@link #open}, with unpaired files reported and not refused. */
    static Listing list(Path folder) {
        if (!Files.isDirectory(folder)) {
            throw new DataException("there is no dataset folder " + folder);
        }
        DatasetSettings settings = DatasetSettings.of(folder);
        if (Files.isDirectory(folder.resolve("images"))) {
            Set<String> labels = stems(folder.resolve("labels"));
            ChannelNames names = ChannelNames.between(stems(folder.resolve("images")), labels);
            return list(folder, settings, "images", "labels", names);
        }
        if (Files.isDirectory(folder.resolve("imagesTr"))) {
            ChannelNames names = ChannelNames.always(stems(folder.resolve("labelsTr")));
            return list(folder, settings, "imagesTr", "labelsTr", names);
        }
        throw new DataException(
                folder + " is no dataset: expected folders images and labels, or imagesTr and labelsTr");
    }

    private static Listing list(
            Path folder, DatasetSettings settings, String images, String labels, ChannelNames names) {
        List<String> problems = new ArrayList<>();
        CaseNames exclude = settings.exclude();
        Set<String> imageNames = stems(folder.resolve(images));
        Predicate<String> isLeftOut = stem -> isLeftOut(stem, names, exclude);
        Map<String, Path> imageFiles = files(folder.resolve(images), isLeftOut, names::caseOf, problems);
        if (imageFiles.isEmpty()) {
            throw new DataException("there is no NIfTI file in " + folder.resolve(images)
                    + (exclude.names().isEmpty() ? "" : " that dataset.yaml does not exclude")
                    + FileKind.in(folder.resolve(images)));
        }
        Set<String> gone = imageNames.stream()
                .filter(isLeftOut)
                .map(names::caseOf)
                .filter(id -> !imageFiles.containsKey(id))
                .collect(Collectors.toSet());
        List<Case> cases = Files.isDirectory(folder.resolve(labels))
                ? labelled(
                        folder,
                        imageFiles,
                        files(
                                folder.resolve(labels),
                                stem -> exclude.hold(stem) || gone.contains(stem),
                                UnaryOperator.identity(),
                                problems),
                        problems)
                : unlabelled(imageFiles);
        Dataset dataset = new Dataset(folder, name(folder, settings), cases, settings);
        return new Listing(dataset, problems, unmet(exclude, imageNames, stems(folder.resolve(labels)), names));
    }

    /** An image goes by its case's name or number, or by its file's name with the channel. */
    private static boolean isLeftOut(String stem, ChannelNames names, CaseNames exclude) {
        return exclude.hold(names.caseOf(stem)) || exclude.names().contains(stem);
    }

    private static List<String> unmet(
            CaseNames exclude, Set<String> images, Set<String> labels, ChannelNames channels) {
        return exclude.names().stream()
                .filter(name -> {
                    CaseNames one = new CaseNames(Set.of(name));
                    return images.stream().noneMatch(stem -> isLeftOut(stem, channels, one))
                            && labels.stream().noneMatch(one::hold);
                })
                .toList();
    }

    private static List<Case> labelled(
            Path folder, Map<String, Path> images, Map<String, Path> labels, List<String> problems) {
        Pairing pairing = new Pairing(folder, images, labels);
        problems.addAll(pairing.problems());
        return pairing.listed();
    }

    private static List<Case> unlabelled(Map<String, Path> images) {
        return images.entrySet().stream()
                .map(file -> new Case(file.getKey(), file.getValue(), Optional.empty()))
                .toList();
    }

    /** Files by their case, without those that are left out. */
    private static Map<String, Path> files(
            Path folder, Predicate<String> isLeftOut, UnaryOperator<String> caseOf, List<String> problems) {
        Map<String, Path> byCase = new TreeMap<>();
        for (Path file : NiftiFiles.in(folder)) {
            String stem = CaseName.stem(file).orElseThrow();
            String id = caseOf.apply(stem);
            Path other = isLeftOut.test(stem) ? null : byCase.putIfAbsent(id, file);
            if (other != null) {
                problems.add("in " + folder + " the files " + other.getFileName() + " and " + file.getFileName()
                        + " both are case " + id + "; one CT a case is expected, so remove one");
            }
        }
        return byCase;
    }

    private static Set<String> stems(Path folder) {
        return Files.isDirectory(folder)
                ? NiftiFiles.in(folder).stream()
                        .map(file -> CaseName.stem(file).orElseThrow())
                        .collect(Collectors.toSet())
                : Set.of();
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
        JsonNode name = JsonFile.read(file, "the description").path("name");
        return name.isTextual() ? Optional.of(name.asText()) : Optional.empty();
    }
}
