package org.attunet.data.dicom;

import java.util.List;
import org.attunet.data.Finding;
import org.attunet.data.volume.Volume;
import org.attunet.data.volume.VolumeInfo;

/**
 * A series as a volume: first axis along rows of pixels (columns grow), second axis along columns, third along the slices'
 * normal.
 *
 * @param volume HU: shorts where every value is an integer that fits, else floats
 * @param datatype NumPy's name of the stored pixels' type, such as {@code uint16}
 * @param notes what is odd about the series
 * @param source the images it came from
 */
public record DicomVolume(Volume volume, String datatype, List<Finding> notes, DicomSource source) {
    /** Keeps its own copy of the notes. */
    public DicomVolume {
        notes = List.copyOf(notes);
    }

    /** What the series holds, for people to look at. */
    public VolumeInfo info() {
        return VolumeInfo.of(volume, datatype);
    }
}
