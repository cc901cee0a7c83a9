package org.attunet.eval.inference;

import java.util.List;
import java.util.Optional;
import org.attunet.data.transform.PreprocessedCase;
import org.attunet.data.volume.Cutout;
import org.attunet.data.volume.Mask;
import org.attunet.data.volume.Volume;

/** What overlapping windows say together of every voxel of an image; to be closed when nothing more is asked. */
public interface Blend extends AutoCloseable {
    /** Classes that a voxel may be of; known once something else was asked. */
    int classes();

    /** One volume of logits a class, on the image's grid. */
    List<Volume> logits();

    /** The class with the largest logit of every voxel; the first of equals. */
    Mask largest();

    /**
     * The class with the largest logit of every voxel of the grid that a case came from, each logit interpolated; the first of equals,
     * background where the case was cropped away.
     *
     * @param processed the case
     * @param part of its preprocessed grid that the image is; background is beyond
     */
    Mask largest(PreprocessedCase processed, Optional<Cutout> part);

    /** The same, with what the mask of class 1 shows of its own quality. */
    JudgedMask judged(PreprocessedCase processed, Optional<Cutout> part);

    /** Gives back what was kept for it. */
    @Override
    void close();
}
