package org.attunet.data.nifti;

import java.util.List;
import java.util.Optional;
import org.attunet.data.Finding;
import org.attunet.data.volume.Volume;
import org.attunet.data.volume.VolumeInfo;
import org.attunet.data.volume.VolumeStatistics;

/**
 * A file that could be read.
 *
 * @param volume values after scaling: shorts where the file holds integers of at most 16 bits and scaling leaves them
 *     integers that fit, else floats
 * @param header what the file says of them
 * @param exact statistics of the values before they were rounded to floats, where they were
 * @param notes what is odd about it, with the severity {@code check} reports
 */
public record NiftiImage(Volume volume, NiftiHeader header, Optional<VolumeStatistics> exact, List<Finding> notes) {
    /** Keeps its own copy of the notes. */
    public NiftiImage {
        notes = List.copyOf(notes);
    }

    /** What the file holds, for people to look at. */
    public VolumeInfo info() {
        return VolumeInfo.of(volume, header.datatype(), exact.orElseGet(() -> VolumeStatistics.of(volume)));
    }
}
