package org.attunet.data.record;

import org.attunet.data.volume.Size;

/** A piece of a case: image and label of one size, first axis fastest. The arrays are its own. */
final class Patch {
    final Size size;
    final float[] image;
    final byte[] label;

    Patch(Size size, float[] image, byte[] label) {
        this.size = size;
        this.image = image;
        this.label = label;
    }

    Patch(Size size) {
        this(size, new float[size.voxels()], new byte[size.voxels()]);
    }

    /** Writes the image in the network's order, last axis fastest, from {@code at} on. */
    void imageTo(float[] into, int at) {
        for (int k = 0; k < size.z(); k++) {
            for (int j = 0; j < size.y(); j++) {
                int from = size.index(0, j, k);
                int to = at + j * size.z() + k;
                for (int i = 0; i < size.x(); i++) {
                    into[to + i * size.y() * size.z()] = image[from + i];
                }
            }
        }
    }

    /** Writes the label as class indices in the network's order, last axis fastest, from {@code at} on. */
    void labelTo(float[] into, int at) {
        for (int k = 0; k < size.z(); k++) {
            for (int j = 0; j < size.y(); j++) {
                int from = size.index(0, j, k);
                int to = at + j * size.z() + k;
                for (int i = 0; i < size.x(); i++) {
                    into[to + i * size.y() * size.z()] = label[from + i] & 0xff;
                }
            }
        }
    }
}
