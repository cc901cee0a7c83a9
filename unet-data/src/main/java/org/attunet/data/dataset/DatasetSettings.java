package org.attunet.data.dataset;

import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;
import org.attunet.data.nifti.AffineSource;

/**
 * What a dataset's optional {@code dataset.yaml} says.
 *
 * @param name the dataset's name
 * @param labels the class that each value in the label files stands for
 * @param exclude images or labels to leave out
 * @param prefer which of a NIfTI header's two forms counts where they disagree
 * @param verified cases whose label a person has seen to lie where it belongs, whatever the flip test says
 * @param notFinite what becomes of image values that are no numbers
 */
public record DatasetSettings(
        Optional<String> name,
        LabelMap labels,
        CaseNames exclude,
        Optional<AffineSource> prefer,
        CaseNames verified,
        NotFinite notFinite) {

    /** What becomes of image values that are not a number or infinite. */
    public enum NotFinite {
        /** The case is refused. */
        REFUSE,
        /** The lowest finite value takes their place, the highest that of +∞. */
        REPLACE
    }

    /** Says nothing. */
    public static final DatasetSettings NONE = new DatasetSettings(
            Optional.empty(), LabelMap.NONE, CaseNames.NONE, Optional.empty(), CaseNames.NONE, NotFinite.REFUSE);

    private static final String FILE = "dataset.yaml";

    /** The same with another way of treating values that are no numbers. */
    public DatasetSettings with(NotFinite other) {
        return new DatasetSettings(name, labels, exclude, prefer, verified, other);
    }

    /** The same with this form of a NIfTI header, if one is given. */
    public DatasetSettings withPrefer(Optional<AffineSource> form) {
        return new DatasetSettings(name, labels, exclude, form, verified, notFinite);
    }

    /** The same with other meanings of label values. */
    public DatasetSettings with(LabelMap other) {
        return new DatasetSettings(name, other, exclude, prefer, verified, notFinite);
    }

    /** The folder's {@code dataset.yaml}; nothing where there is none. Every problem of the file is in one error. */
    public static DatasetSettings of(Path folder) {
        Path file = folder.resolve(FILE);
        return Files.exists(file, LinkOption.NOFOLLOW_LINKS) ? DatasetYaml.read(file) : NONE;
    }
}
