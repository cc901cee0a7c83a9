package org.attunet.experiments.run;

import java.nio.file.Path;
import java.util.Locale;
import org.attunet.data.FileName;

/**
 * Where the results of one scan lie: the mask, and beside it whatever else was asked for, named after it.
 *
 * @param scan name of the scan, which pictures carry whatever the mask's file is named
 * @param mask the mask's file, {@code NAME.nii.gz}, {@code NAME.nii} or {@code NAME.dcm}
 * @param format what the mask is written as
 */
public record PredictionFiles(String scan, Path mask, MaskFormat format) {
    /** In a folder, named after the scan. */
    public static PredictionFiles in(Path folder, String id, MaskFormat format) {
        return new PredictionFiles(id, FileName.inside(folder, id + format.ending()), format);
    }

    /** The picture. */
    public Path overlay() {
        return beside(".png");
    }

    /** The picture of a map that is written to a file. */
    public Path overlay(Path map) {
        String file = map.getFileName().toString();
        return map.resolveSibling(file.substring(0, file.length() - ".nii.gz".length()) + ".png");
    }

    /**
     * Probabilities of a class.
     *
     * @throws org.attunet.data.DataException if the class's name is none that a file can have
     */
    public Path probability(String className) {
        return beside(
                "-probability-" + FileName.of(className, "class name", mask).text() + ".nii.gz");
    }

    /** How many members of an ensemble agree. */
    public Path agreement() {
        return beside("-agreement.nii.gz");
    }

    /** What a gate let through. */
    public Path attention(String gate) {
        return beside("-attention-" + gate + ".nii.gz");
    }

    /** What all names begin with. */
    public String name() {
        String file = mask.getFileName().toString();
        int end = file.toLowerCase(Locale.ROOT).lastIndexOf(format == MaskFormat.NIFTI ? ".nii" : format.ending());
        return end < 0 ? file : file.substring(0, end);
    }

    private Path beside(String ending) {
        Path file = FileName.inside(mask.toAbsolutePath().getParent(), name() + ending);
        return mask.resolveSibling(file.getFileName());
    }
}
