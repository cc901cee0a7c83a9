package org.attunet.data.dataset;

import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import org.attunet.data.nifti.Form;

/**
 * How to check.
 *
 * @param classes number of classes, background included, where an experiment says; else the labels 1, 2, … of the set
 *     itself count as its classes
 * @param overlap whether one scan may be in two parts of the split
 * @param prefer which of a NIfTI header's forms counts, before what {@code dataset.yaml} says
 * @param pictures folder for pictures of suspicious cases
 */
public record CheckSettings(
        OptionalInt classes, Split.Overlap overlap, Optional<Form> prefer, Optional<Path> pictures) {
    /** Classes by the set itself, no overlap, the forms of {@code dataset.yaml}, no pictures. */
    public static final CheckSettings DEFAULT =
            new CheckSettings(OptionalInt.empty(), Split.Overlap.REFUSED, Optional.empty(), Optional.empty());

    /** The same for an experiment of this many classes, background included. */
    public CheckSettings withClasses(int count) {
        return new CheckSettings(OptionalInt.of(count), overlap, prefer, pictures);
    }

    /** The same with one scan in two parts of the split refused or not. */
    public CheckSettings withOverlap(Split.Overlap allowed) {
        return new CheckSettings(classes, allowed, prefer, pictures);
    }

    /** The same with this form of a NIfTI header. */
    public CheckSettings withPrefer(Form form) {
        return new CheckSettings(classes, overlap, Optional.of(form), pictures);
    }

    /** The same with pictures in this folder. */
    public CheckSettings withPictures(Path folder) {
        return new CheckSettings(classes, overlap, prefer, Optional.of(folder));
    }
}
