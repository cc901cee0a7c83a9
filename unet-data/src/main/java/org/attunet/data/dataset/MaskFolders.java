package org.attunet.data.dataset;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.attunet.data.DataException;
import org.attunet.data.FileKind;
import org.attunet.data.nifti.NiftiFiles;

/** Predictions of any program and the labels they are held against: two folders of masks, paired as images and labels are. */
public final class MaskFolders {
    private MaskFolders() {}

    /**
     * A prediction and its label.
     *
     * @param id the prediction's file name without its ending
     * @param prediction its file
     * @param label the label's file
     */
    public record Pair(String id, Path prediction, Path label) {}

    /**
     * A split's cases, each with its prediction.
     *
     * @param predictions file of each case, in the cases' order
     * @param others names of files that are of other cases of the dataset
     * @param strangers names of files that are of no case
     */
    public record Predicted(Map<Case, Path> predictions, List<String> others, List<String> strangers) {
        /** Keeps its own copies. */
        public Predicted {
            predictions = Collections.unmodifiableMap(new LinkedHashMap<>(predictions));
            others = List.copyOf(others);
            strangers = List.copyOf(strangers);
        }
    }

    /**
     * Pairs every prediction with its label, sorted by id.
     *
     * @throws DataException listing what has no partner: a case left out would flatter the mean
     */
    public static List<Pair> pair(Path predictions, Path labels) {
        Map<String, Path> given = files(predictions);
        Map<String, Path> labelled = files(labels);
        Map<String, Path> predicted = CaseSuffix.dropped(given, labelled.keySet());
        return new Pairing(predictions + " and " + labels, "prediction", "label", predicted, labelled)
                .cases().stream()
                        .map(pair ->
                                new Pair(pair.id(), pair.image(), pair.label().orElseThrow()))
                        .toList();
    }

    /**
     * Finds the predictions of some cases of a dataset, by the name of the case or of its label, else by the last number in it.
     *
     * @param wanted cases that each need a prediction
     * @throws DataException listing the cases without one: a case left out would flatter the mean
     */
    public static Predicted of(Path predictions, Dataset dataset, List<Case> wanted) {
        Map<String, Path> files = files(predictions);
        Map<Path, Case> byPrediction = byPrediction(predictions, files, dataset);
        Map<Case, Path> found = new HashMap<>();
        byPrediction.forEach((file, source) -> found.put(source, file));
        List<String> missing =
                wanted.stream().filter(c -> !found.containsKey(c)).map(Case::id).toList();
        List<String> strangers = names(files, file -> !byPrediction.containsKey(file));
        if (!missing.isEmpty()) {
            throw new DataException("in " + predictions + " there are no predictions of the cases "
                    + String.join(", ", missing)
                    + (strangers.isEmpty() ? "" : ", and of no case are " + String.join(", ", strangers))
                    + "; every case of the split needs one file that is named like it");
        }
        Map<Case, Path> ordered = new LinkedHashMap<>();
        wanted.forEach(source -> ordered.put(source, found.get(source)));
        Set<Case> scored = Set.copyOf(wanted);
        List<String> others =
                names(files, file -> byPrediction.containsKey(file) && !scored.contains(byPrediction.get(file)));
        return new Predicted(ordered, others, strangers);
    }

    private static Map<Path, Case> byPrediction(Path folder, Map<String, Path> files, Dataset dataset) {
        Map<String, Case> byName = new TreeMap<>();
        dataset.cases()
                .forEach(
                        source -> source.label().flatMap(CaseName::stem).ifPresent(label -> byName.put(label, source)));
        dataset.cases().forEach(source -> byName.put(source.id(), source));
        Map<String, Path> left = new TreeMap<>();
        Map<Path, Case> found = new HashMap<>();
        CaseSuffix.dropped(files, byName.keySet()).forEach((name, file) -> {
            Case source = byName.get(name);
            if (source == null || (!name.equals(source.id()) && files.containsKey(source.id()))) {
                left.put(name, file);
            } else if (found.containsValue(source)) {
                throw new DataException("in " + folder + " more than one file is of case " + source.id() + ", such as "
                        + file.getFileName() + "; keep the one that counts");
            } else {
                found.put(file, source);
            }
        });
        Map<String, Path> cases = new TreeMap<>();
        Map<Path, Case> byImage = new HashMap<>();
        dataset.cases().stream().filter(source -> !found.containsValue(source)).forEach(source -> {
            cases.put(source.id(), source.image());
            byImage.put(source.image(), source);
        });
        new Pairing(folder.toString(), "prediction", "case", left, cases)
                .listed()
                .forEach(pair -> pair.label().ifPresent(image -> found.put(pair.image(), byImage.get(image))));
        return found;
    }

    private static List<String> names(Map<String, Path> files, Predicate<Path> chosen) {
        return files.values().stream()
                .filter(chosen)
                .map(file -> file.getFileName().toString())
                .toList();
    }

    private static Map<String, Path> files(Path folder) {
        if (!Files.isDirectory(folder)) {
            throw new DataException("there is no folder " + folder);
        }
        Map<String, Path> byStem = new TreeMap<>();
        for (Path file : NiftiFiles.in(folder)) {
            Path twin = byStem.putIfAbsent(CaseName.stem(file).orElseThrow(), file);
            if (twin != null) {
                throw new DataException("in " + folder + " the files " + twin.getFileName() + " and "
                        + file.getFileName() + " are of one case; remove one");
            }
        }
        if (byStem.isEmpty()) {
            throw new DataException("there is no NIfTI file in " + folder + FileKind.in(folder));
        }
        return byStem;
    }
}
