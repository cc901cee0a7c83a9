package org.attunet.eval.inference;

import org.attunet.data.volume.Volume;

/** From a CT in HU, on whatever grid, to a segmentation on that grid. */
public interface Segmenter {
    /** Does what comes before the first window, such as preprocessing. */
    PreparedImage prepare(Volume image);

    /** Segments one image and reports its progress. */
    default Segmentation segment(Volume image, Progress progress) {
        return prepare(image).segment(progress);
    }

    /** Decides on one image where nothing but the mask is wanted. */
    default Decision decide(Volume image, Progress progress) {
        return prepare(image).decide(progress);
    }

    /** Segments one image, unobserved. */
    default Segmentation segment(Volume image) {
        return segment(image, Progress.NONE);
    }
}
