package org.attunet.data.nifti;

import java.util.List;
import org.attunet.data.Finding;
import org.attunet.data.volume.Volume;

/**
 * A file that could be read.
 *
 * @param volume values after scaling: shorts where the file holds integers of at most 16 bits and scaling leaves them
 *     integers that fit, else floats
 * @param header what the file says of them
 * @param notes what is odd about it, with the severity {@code check} reports
 */
public record NiftiImage(Volume volume, NiftiHeader header, List<Finding> notes) {
    /** Keeps its own copy of the notes. */
    public NiftiImage {
        notes = List.copyOf(notes);
    }
}
