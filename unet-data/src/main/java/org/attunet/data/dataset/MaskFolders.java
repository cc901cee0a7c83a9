package org.attunet.data.dataset;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.attunet.data.DataException;

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
     * Pairs every prediction with its label, sorted by id.
     *
     * @throws DataException listing what has no partner: a case left out would flatter the mean
     */
    public static List<Pair> pair(Path predictions, Path labels) {
        return new Pairing(predictions + " and " + labels, "prediction", "label", files(predictions), files(labels))
                .cases().stream()
                        .map(pair ->
                                new Pair(pair.id(), pair.image(), pair.label().orElseThrow()))
                        .toList();
    }

    private static Map<String, Path> files(Path folder) {
        if (!Files.isDirectory(folder)) {
            throw new DataException("there is no folder " + folder);
        }
        Map<String, Path> byStem = new TreeMap<>();
        try (Stream<Path> files = Files.list(folder)) {
            files.sorted()
                    .forEach(file -> CaseName.stem(file).ifPresent(stem -> {
                        Path twin = byStem.putIfAbsent(stem, file);
                        if (twin != null) {
                            throw new DataException("in " + folder + " the files " + twin.getFileName() + " and "
                                    + file.getFileName() + " are of one case; remove one");
                        }
                    }));
        } catch (IOException e) {
            throw new DataException("the folder " + folder + " cannot be listed: " + e.getMessage(), e);
        }
        if (byStem.isEmpty()) {
            throw new DataException("there is no NIfTI file in " + folder);
        }
        return byStem;
    }
}
