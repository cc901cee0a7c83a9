package org.attunet.data.dataset;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.attunet.data.DataException;
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
        for (Path file : NiftiFiles.in(folder)) {
            Path twin = byStem.putIfAbsent(NiftiFiles.stem(file).orElseThrow(), file);
            if (twin != null) {
                throw new DataException("in " + folder + " the files " + twin.getFileName() + " and "
                        + file.getFileName() + " are of one case; remove one");
            }
        }
        if (byStem.isEmpty()) {
            throw new DataException("there is no NIfTI file in " + folder);
        }
        return byStem;
    }
}
