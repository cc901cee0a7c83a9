package org.attunet.model.kernel;

import java.nio.Buffer;
import java.nio.FloatBuffer;
import java.nio.ShortBuffer;

/**
 * A piece of a labelled image as it is stored, first axis fastest.
 *
 * @param size its own: one sample of one channel
 * @param image values: floats, or shorts in steps
 * @param step what a short is multiplied with
 * @param classes of the voxels, unsigned
 */
public record StoredVoxels(Shape size, Buffer image, float step, byte[] classes) {
    /** Refuses what is of another length. */
    public StoredVoxels {
        boolean isKnown = image instanceof ShortBuffer || image instanceof FloatBuffer;
        if (!isKnown || image.remaining() != size.length() || classes.length != size.length()) {
            throw new IllegalArgumentException(image + " and " + classes.length + " classes for " + size);
        }
    }
}
