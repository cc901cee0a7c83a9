package org.attunet.data.record;

import org.attunet.data.cache.Centres;
import org.attunet.data.cache.PreparedCase;
import org.attunet.data.volume.Affine;
import org.attunet.data.volume.Geometry;
import org.attunet.data.volume.Spacing;

/** A patch in the place of a case. */
record MemoryPatch(Patch voxels) implements PreparedCase {
    @Override
    public String id() {
        return "patch";
    }

    @Override
    public Geometry geometry() {
        return new Geometry(voxels.size, Affine.diagonal(Spacing.isotropic(1), 0, 0, 0));
    }

    @Override
    public void image(int index, int length, float[] into, int at) {
        System.arraycopy(voxels.image, index, into, at, length);
    }

    @Override
    public void label(int index, int length, byte[] into, int at) {
        System.arraycopy(voxels.label, index, into, at, length);
    }

    @Override
    public Centres centres() {
        throw new UnsupportedOperationException("patches here are placed by hand");
    }
}
