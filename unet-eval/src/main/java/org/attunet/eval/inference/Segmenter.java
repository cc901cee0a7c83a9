package org.attunet.eval.inference;

import org.attunet.data.volume.Volume;

/** From a CT in HU, on whatever grid, to a segmentation on that grid. */
public interface Segmenter {
    /** Segments one image and reports its progress. */
    Segmentation segment(Volume image, Progress progress);

    /** Decides on one image where nothing but the mask is wanted: the same one as {@link #segment} gives, with less on the way. */
    default Decision decide(Volume image, Progress progress) {
        return Decision.of(segment(image, progress));
    }

    /** Segments one image, unobserved. */
    default Segmentation segment(Volume image) {
        return segment(image, Progress.NONE);
    }
}
