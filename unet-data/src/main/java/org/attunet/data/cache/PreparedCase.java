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
