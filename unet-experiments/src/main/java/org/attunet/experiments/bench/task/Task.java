package org.attunet.experiments.bench.task;

import java.util.Locale;

/** A whole task. */
public enum Task {
    DICOM("a DICOM series of 240 slices to a DICOM segmentation"),
    NIFTI("the same scan from .nii.gz to .nii.gz"),
    LONG("1000 slices from .nii.gz to .nii.gz"),
    CHAIN("60 scans through the reference chain into the cache"),
    PATCHES("patches of 96³ from that cache"),
    SCORES("20 pairs of masks scored");

    private final String what;

    Task(String what) {
        this.what = what;
    }

    /** As it is typed. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What is done, at full size. */
    public String what() {
        return what;
    }
}
