package org.attunet.eval.metric;

import java.util.Arrays;
import org.attunet.data.volume.Box;
import org.attunet.data.volume.Mask;
import org.attunet.data.volume.Size;
import org.attunet.data.volume.Spacing;

/**
 * One label inside a box, with one voxel of background added on every side: neighbours need no bounds check, and what
 * touches the border of the image has its surface there.
 */
final class Crop {
    private final Size size;
    private final byte[] inside;
    private final Spacing spacing;

    Crop(Size size, byte[] inside, Spacing spacing) {
        this.size = size;
        this.inside = inside;
        this.spacing = spacing;
    }

    /** Voxels along each axis, the added background included. */
    Size size() {
        return size;
    }

    /** 1 where the label is, else 0; first axis fastest. Not to be written to. */
    byte[] inside() {
        return inside;
    }

    /** Distance between voxels along each axis, in the unit that distances shall have. */
    Spacing spacing() {
        return spacing;
    }

    static Crop of(Mask mask, int label, Box box) {
        Size inner = box.size();
        Size size = new Size(inner.x() + 2, inner.y() + 2, inner.z() + 2);
        byte[] inside = new byte[size.voxels()];
        for (int k = 0; k < inner.z(); k++) {
            for (int j = 0; j < inner.y(); j++) {
                int from = mask.size().index(box.x0(), box.y0() + j, box.z0() + k);
                int to = size.index(1, j + 1, k + 1);
                for (int i = 0; i < inner.x(); i++) {
                    inside[to + i] = (byte) (mask.get(from + i) == label ? 1 : 0);
                }
            }
        }
        return new Crop(size, inside, mask.geometry().spacing());
    }

    /** Voxels inside. */
    int count() {
        int count = 0;
        for (byte voxel : inside) {
            count += voxel;
        }
        return count;
    }

    /** Flat indices of the voxels inside that have one of their 6 face neighbours outside, ascending. */
    int[] surface() {
        int row = size.x();
        int plane = size.x() * size.y();
        int[] found = new int[1024];
        int count = 0;
        for (int n = plane; n < inside.length - plane; n++) {
            if (inside[n] != 0
                    && (inside[n - 1]
                                    & inside[n + 1]
                                    & inside[n - row]
                                    & inside[n + row]
                                    & inside[n - plane]
                                    & inside[n + plane])
                            == 0) {
                if (count == found.length) {
                    found = Arrays.copyOf(found, 2 * count);
                }
                found[count++] = n;
            }
        }
        return Arrays.copyOf(found, count);
    }
}
