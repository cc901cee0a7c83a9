package org.attunet.eval.inference;

/**
 * An image that a segmenter is ready to look at. It is kept as networks want it, and as it came only where it is needed once more: who
 * lets go of the image meanwhile need not have both in memory.
 */
@FunctionalInterface
public interface PreparedImage {
    /** Segments it and reports its progress. */
    Segmentation segment(Progress progress);

    /** Decides on it where nothing but the mask is wanted: the same one as {@link #segment} gives, with less on the way. */
    default Decision decide(Progress progress) {
        return Decision.of(segment(progress));
    }
}
