package org.attunet.data.volume;

/** Labels on a grid: one flat array of unsigned bytes, first axis fastest; 0 is background. */
public final class Mask {
    private final Geometry geometry;
    private final byte[] labels;

    /** Wraps the array; it is not copied. */
    public Mask(Geometry geometry, byte[] labels) {
        if (labels.length != geometry.size().voxels()) {
            throw new IllegalArgumentException(labels.length + " labels for a grid of " + geometry.size() + " voxels");
        }
        this.geometry = geometry;
        this.labels = labels;
    }

    /** The grid. */
    public Geometry geometry() {
        return geometry;
    }

    /** Voxels along each axis. */
    public Size size() {
        return geometry.size();
    }

    /** The label at a flat index, 0…255. */
    public int get(int index) {
        return labels[index] & 0xff;
    }

    /** The label of voxel (i, j, k). */
    public int get(int i, int j, int k) {
        return get(size().index(i, j, k));
    }

    /** The array itself. Not to be written to. */
    public byte[] labels() {
        return labels;
    }

    /** Voxels that carry {@code label}. */
    public int count(int label) {
        int count = 0;
        for (byte voxel : labels) {
            if ((voxel & 0xff) == label) {
                count++;
            }
        }
        return count;
    }

    /** Volume of {@code label} in millilitres. */
    public double millilitres(int label) {
        return count(label) * geometry.voxelVolume() / 1000;
    }

    /** The same labels on another grid of the same size. */
    public Mask withGeometry(Geometry other) {
        return new Mask(other, labels);
    }
}
