package org.attunet.eval.inference;

import java.util.List;
import org.attunet.data.volume.Volume;

/** Receives the logits of an image as its slices are finished, slab by slab, so that nobody need hold them all. */
@FunctionalInterface
interface LogitSink {
    /**
     * Takes the next slab. Each but the first begins with the last slice of the one before, for who interpolates between slices.
     *
     * @param first the slab's first slice, of the image's
     * @param perClass one volume of logits a class; the sink's to keep
     */
    void accept(int first, List<Volume> perClass);
}
