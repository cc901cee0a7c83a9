package org.attunet.data.record;

/** Where tissue beyond a patch comes from when its voxels move. */
public enum Border {
    /** From the patch itself, mirrored about the outer edges of its voxels, as the reference does it. */
    PATCH,
    /** From the volume around it; mirrored at the volume's own border only. */
    VOLUME
}
