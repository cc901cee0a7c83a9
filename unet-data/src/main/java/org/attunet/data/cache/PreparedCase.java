package org.attunet.data.cache;

import org.attunet.data.transform.Sample;
import org.attunet.data.volume.Geometry;
import org.attunet.data.volume.Mask;
import org.attunet.data.volume.Size;
import org.attunet.data.volume.Volume;

/** A preprocessed case with a label, open for reading runs of voxels. Indices are flat, first axis fastest. Thread-safe. */
public interface PreparedCase {
    /** The case's id. */
    String id();

    /** The preprocessed grid. */
    Geometry geometry();

    /** Voxels along each axis. */
    default Size size() {
        return geometry().size();
    }

    /** Copies {@code length} image values from voxel {@code index} on to {@code into[at…]}. */
    void image(int index, int length, float[] into, int at);

    /** What its image values are stored as multiples of; 0 where they are stored as floats. */
    default float step() {
        return 0;
    }

    /** Copies multiples of the {@link #step} like {@link #image}; only where there is one. */
    default void steps(int index, int length, short[] into, int at) {
        throw new UnsupportedOperationException("case " + id() + " is stored as floats");
    }

    /** Copies {@code length} labels from voxel {@code index} on to {@code into[at…]}. */
    void label(int index, int length, byte[] into, int at);

    /** Voxels that may become patch centres. */
    Centres centres();

    /** The whole case, copied into memory. */
    default Sample sample() {
        float[] image = new float[size().voxels()];
        byte[] label = new byte[image.length];
        image(0, image.length, image, 0);
        label(0, label.length, label, 0);
        return Sample.of(Volume.of(geometry(), image), new Mask(geometry(), label));
    }
}
