package org.attunet.eval.metric;

import java.util.Random;
import org.attunet.data.volume.Affine;
import org.attunet.data.volume.Geometry;
import org.attunet.data.volume.Mask;
import org.attunet.data.volume.Size;
import org.attunet.data.volume.Spacing;

/** Masks to try things on. */
final class Masks {
    private Masks() {}

    /** Whether a voxel is inside. */
    @FunctionalInterface
    interface Shape {
        boolean holds(int i, int j, int k);
    }

    static Geometry grid(Size size, Spacing spacing) {
        return new Geometry(size, Affine.diagonal(spacing, 0, 0, 0));
    }

    static Mask of(Geometry geometry, Shape shape) {
        Size size = geometry.size();
        byte[] labels = new byte[size.voxels()];
        for (int k = 0; k < size.z(); k++) {
            for (int j = 0; j < size.y(); j++) {
                for (int i = 0; i < size.x(); i++) {
                    labels[size.index(i, j, k)] = (byte) (shape.holds(i, j, k) ? 1 : 0);
                }
            }
        }
        return new Mask(geometry, labels);
    }

    static Mask random(Geometry geometry, double share, long seed) {
        Random random = new Random(seed);
        return of(geometry, (i, j, k) -> random.nextDouble() < share);
    }
}
