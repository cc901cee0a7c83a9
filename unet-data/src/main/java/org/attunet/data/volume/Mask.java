package org.attunet.data.volume;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Labels on a grid: one flat array of unsigned bytes, first axis fastest; 0 is background. */
public final class Mask {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());

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

    /**
     * Flat index of the first voxel that carries {@code label}, which is not background, from {@code from} on and before
     * {@code to}; {@code to} where there is none. Passes over eight voxels of background at once: nearly all of a CT is.
     */
    public int next(int label, int from, int to) {
        int n = from;
        while (n < to) {
            if (n + Long.BYTES <= to && (long) LONGS.get(labels, n) == 0) {
                n += Long.BYTES;
            } else if (get(n) == label) {
                return n;
            } else {
                n++;
            }
        }
        return to;
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

    /** Voxels of each of the labels 0…255. */
    public long[] histogram() {
        long[] histogram = new long[256];
        for (byte label : labels) {
            histogram[label & 0xff]++;
        }
        return histogram;
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
