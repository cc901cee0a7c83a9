package org.attunet.experiments.run;

import java.util.List;
import org.attunet.data.Finding;
import org.attunet.data.volume.Volume;
import org.attunet.data.volume.VolumeInfo;

/**
 * A CT that was read.
 *
 * @param volume HU
 * @param info what its file or series holds
 * @param notes what is odd about it
 */
public record ScanImage(Volume volume, VolumeInfo info, List<Finding> notes) {
    /** Keeps its own copy of the notes. */
    public ScanImage {
        notes = List.copyOf(notes);
    }
}
