package org.attunet.data.dicom;

import java.util.Optional;

/**
 * What the user asked for where a series would be refused otherwise.
 *
 * @param series the SeriesInstanceUID of the one series that is meant, where there are several
 * @param gaps what to do about missing slices
 * @param tilt what to do about a tilted gantry
 * @param patient what becomes of the patient's name and id
 */
public record DicomOptions(Optional<String> series, Gaps gaps, Tilt tilt, PatientData patient) {
    /** Nothing asked for. */
    public static final DicomOptions STRICT =
            new DicomOptions(Optional.empty(), Gaps.REFUSE, Tilt.REFUSE, PatientData.WITHHELD);

    /** Missing slices. */
    public enum Gaps {
        REFUSE,
        /** Interpolate them linearly between their neighbours. */
        RESAMPLE
    }

    /** Slices that are sheared against each other. */
    public enum Tilt {
        REFUSE,
        /** Shift every slice, linearly interpolated, onto an upright grid that holds all of them. */
        STRAIGHTEN
    }

    /** Name and id of the patient. */
    public enum PatientData {
        WITHHELD,
        /** Kept for a segmentation of the same images, in which they are written as they are. */
        KEPT
    }

    /** The same with one series picked. */
    public DicomOptions withSeries(String uid) {
        return new DicomOptions(Optional.of(uid), gaps, tilt, patient);
    }

    /** The same with gaps treated as said. */
    public DicomOptions withGaps(Gaps treatment) {
        return new DicomOptions(series, treatment, tilt, patient);
    }

    /** The same with a tilt treated as said. */
    public DicomOptions withTilt(Tilt treatment) {
        return new DicomOptions(series, gaps, treatment, patient);
    }

    /** The same with the patient's name and id kept for a segmentation. */
    public DicomOptions identified() {
        return new DicomOptions(series, gaps, tilt, PatientData.KEPT);
    }
}
