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

    /** Its mirror image along an axis. */
    Patch flipped(int axis) {
        Patch flipped = new Patch(size);
        for (int k = 0; k < size.z(); k++) {
            for (int j = 0; j < size.y(); j++) {
                for (int i = 0; i < size.x(); i++) {
                    int from = size.index(
                            axis == 0 ? size.x() - 1 - i : i,
                            axis == 1 ? size.y() - 1 - j : j,
                            axis == 2 ? size.z() - 1 - k : k);
                    flipped.image[size.index(i, j, k)] = image[from];
                    flipped.label[size.index(i, j, k)] = label[from];
                }
            }
        }
        return flipped;
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
