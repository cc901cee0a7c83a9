package org.attunet.data.volume;

/**
 * Voxel values on a grid: one flat array, first axis fastest, of floats or of shorts. A CT in HU fits shorts at half the
 * memory; everything computed is floats.
 */
public final class Volume {
    private final Geometry geometry;
    private final float[] floats;
    private final short[] shorts;

    private Volume(Geometry geometry, float[] floats, short[] shorts) {
        int length = floats != null ? floats.length : shorts.length;
        if (length != geometry.size().voxels()) {
            throw new IllegalArgumentException(length + " values for a grid of " + geometry.size() + " voxels");
        }
        this.geometry = geometry;
        this.floats = floats;
        this.shorts = shorts;
    }

    /** Wraps the array; it is not copied. */
    public static Volume of(Geometry geometry, float[] voxels) {
        return new Volume(geometry, voxels, null);
    }

    /** Wraps the array; it is not copied. */
    public static Volume of(Geometry geometry, short[] voxels) {
        return new Volume(geometry, null, voxels);
    }

    /** The grid. */
    public Geometry geometry() {
        return geometry;
    }

    /** Voxels along each axis. */
    public Size size() {
        return geometry.size();
    }

    /** Whether the values are held as shorts. */
    public boolean isShort() {
        return shorts != null;
    }

    /** The value at a flat index. */
    public float get(int index) {
        return shorts != null ? shorts[index] : floats[index];
    }

    /** The value of voxel (i, j, k). */
    public float get(int i, int j, int k) {
        return get(size().index(i, j, k));
    }

    /** The values as floats: the array itself where it holds floats, else a copy. Not to be written to. */
    public float[] floats() {
        if (floats != null) {
            return floats;
        }
        float[] copy = new float[shorts.length];
        for (int n = 0; n < copy.length; n++) {
            copy[n] = shorts[n];
        }
        return copy;
    }

    /** The array of shorts itself; only where {@link #isShort()}. Not to be written to. */
    public short[] shorts() {
        if (shorts == null) {
            throw new IllegalStateException("this volume holds floats");
        }
        return shorts;
    }

    /** The same values on another grid of the same size. */
    public Volume withGeometry(Geometry other) {
        return new Volume(other, floats, shorts);
    }
}
