package org.attunet.eval.inference;

import java.util.List;
import org.attunet.data.Finding;
import org.attunet.data.volume.Mask;

/**
 * What was decided of every voxel of an image.
 *
 * @param mask the most probable class, on the image's own grid
 * @param findings what is to be said of how it was found
 */
public record Decision(Mask mask, List<Finding> findings) {
    /** Of a whole segmentation. */
    public static Decision of(Segmentation found) {
        return new Decision(found.mask(), found.findings());
    }
}
