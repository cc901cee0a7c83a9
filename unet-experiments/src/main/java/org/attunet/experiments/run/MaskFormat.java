package org.attunet.experiments.run;

/** What masks are written as. */
public enum MaskFormat {
    /** Labels on the scan's grid. */
    NIFTI(".nii.gz"),
    /** A DICOM segmentation of a DICOM series. */
    DICOM_SEG(".dcm");

    private final String ending;

    MaskFormat(String ending) {
        this.ending = ending;
    }

    /** Of the files' names. */
    String ending() {
        return ending;
    }

    /** As it is written on the command line. */
    @Override
    public String toString() {
        return this == NIFTI ? "nifti" : "dicom-seg";
    }
}
