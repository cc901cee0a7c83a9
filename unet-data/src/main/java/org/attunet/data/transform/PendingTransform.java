package org.attunet.data.transform;

import org.attunet.data.volume.Geometry;
import org.attunet.data.volume.Volume;

/**
 * A case part-way through a pipeline, nothing computed yet: the voxels as they were read, how their values are to change, and
 * the grid they will be put on.
 *
 * @param volume the voxels as read
 * @param values the change of values decided so far
 * @param grid the grid decided so far; the volume's own until a transform changes it
 */
record PendingTransform(Volume volume, Rescale values, Geometry grid) {
    static PendingTransform of(Volume volume) {
        return new PendingTransform(volume, Rescale.IDENTITY, volume.geometry());
    }

    PendingTransform with(PlannedTransform change) {
        return new PendingTransform(
                volume, change.values().orElse(values), change.forward().target());
    }
}
