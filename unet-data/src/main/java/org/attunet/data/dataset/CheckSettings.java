package org.attunet.data.dataset;

import java.nio.file.Path;
import java.util.Optional;
import org.attunet.data.nifti.AffineSource;

/**
 * How to check.
 *
 * @param classes number of classes, background included, of the experiment that the labels are for
 * @param overlap whether one scan may be in two parts of the split
 * @param prefer which of a NIfTI header's forms counts, before what {@code dataset.yaml} says
 * @param pictures folder for pictures of suspicious cases
 */
public record CheckSettings(
        int classes, Split.Overlap overlap, Optional<AffineSource> prefer, Optional<Path> pictures) {
    /** Background and one organ, no overlap, the forms of {@code dataset.yaml}, no pictures. */
    public static final CheckSettings DEFAULT =
            new CheckSettings(2, Split.Overlap.REFUSED, Optional.empty(), Optional.empty());

    /** The same for an experiment of this many classes, background included. */
    public CheckSettings withClasses(int count) {
        return new CheckSettings(count, overlap, prefer, pictures);
    }

    /** The same with one scan in two parts of the split refused or not. */
    public CheckSettings withOverlap(Split.Overlap allowed) {
        return new CheckSettings(classes, allowed, prefer, pictures);
    }

    /** The same with this form of a NIfTI header, if one is given. */
    public CheckSettings withPrefer(Optional<AffineSource> form) {
        return new CheckSettings(classes, overlap, form, pictures);
    }

    /** The same with pictures in this folder. */
    public CheckSettings withPictures(Path folder) {
        return new CheckSettings(classes, overlap, prefer, Optional.of(folder));
    }
}
