package org.attunet.data.dicom;

import java.util.Optional;

/**
 * What the user asked for where a series would be refused otherwise.
 *
 * @param series the SeriesInstanceUID of the one series that is meant, where there are several
 * @param gaps what to do about missing slices
 * @param tilt what to do about a tilted gantry
 */
public record DicomOptions(Optional<String> series, Gaps gaps, Tilt tilt) {
    /** Nothing asked for. */
    public static final DicomOptions STRICT = new DicomOptions(Optional.empty(), Gaps.REFUSE, Tilt.REFUSE);

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

    /** The same with one series picked. */
    public DicomOptions withSeries(String uid) {
        return new DicomOptions(Optional.of(uid), gaps, tilt);
    }

    /** The same with gaps treated as said. */
    public DicomOptions withGaps(Gaps treatment) {
        return new DicomOptions(series, treatment, tilt);
    }

    /** The same with a tilt treated as said. */
    public DicomOptions withTilt(Tilt treatment) {
        return new DicomOptions(series, gaps, treatment);
    }
}
