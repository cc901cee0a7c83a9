package org.attunet.data.transform;

import java.util.Optional;
import org.attunet.data.DataException;
import org.attunet.data.volume.Mask;
import org.attunet.data.volume.Volume;

/**
 * An image and, where there is one, its label on the same grid.
 *
 * @param image CT values, in HU until normalised
 * @param label classes, 0 background
 */
public record Sample(Volume image, Optional<Mask> label) {
    /** Refuses a label of another size; whether it lies in the same place is for whoever reads the files to say. */
    public Sample {
        label.ifPresent(mask -> {
            if (!mask.size().equals(image.size())) {
                throw new DataException("the label has " + mask.size() + " voxels where the image has " + image.size()
                        + "; both must lie on one grid");
            }
        });
    }

    /** An image alone. */
    public static Sample of(Volume image) {
        return new Sample(image, Optional.empty());
    }

    /** An image with its label. */
    public static Sample of(Volume image, Mask label) {
        return new Sample(image, Optional.of(label));
    }
}
