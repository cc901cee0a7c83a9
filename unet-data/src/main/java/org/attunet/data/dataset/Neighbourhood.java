package org.attunet.data.dataset;

import org.attunet.data.volume.Box;
import org.attunet.data.volume.Mask;
import org.attunet.data.volume.Size;

/**
 * The labelled voxels of a case and those close by.
 *
 * @param size of the grid
 * @param voxels flat indices, ascending
 * @param labels of those voxels
 */
record Neighbourhood(Size size, int[] voxels, byte[] labels) {
    /** More voxels than this say nothing more; every second, third … is taken then. */
    private static final int ENOUGH = 2_000_000;

    /**
     * All voxels of the label and up to {@code millimetres} away along each axis, one voxel at least.
     *
     * @param bounds a box that holds the label
     */
    static Neighbourhood of(Mask label, Box bounds, double millimetres) {
        int[] reach = new int[3];
        for (int axis = 0; axis < 3; axis++) {
            double steps = millimetres / label.geometry().spacing().along(axis);
            reach[axis] = (int) Math.max(1, Math.min(label.size().along(axis), Math.round(steps)));
        }
        Box box = grown(bounds, reach, label.size());
        boolean[] near = labelled(label, box);
        for (int axis = 0; axis < 3; axis++) {
            spread(near, box.size(), axis, reach[axis]);
        }
        return gathered(label, box, near);
    }

    private static Box grown(Box box, int[] reach, Size size) {
        return new Box(
                Math.max(0, box.x0() - reach[0]),
                Math.max(0, box.y0() - reach[1]),
                Math.max(0, box.z0() - reach[2]),
                Math.min(size.x(), box.x1() + reach[0]),
                Math.min(size.y(), box.y1() + reach[1]),
                Math.min(size.z(), box.z1() + reach[2]));
    }

    private static boolean[] labelled(Mask label, Box box) {
        Size inner = box.size();
        boolean[] labelled = new boolean[inner.voxels()];
        for (int n = 0; n < labelled.length; n++) {
            labelled[n] = label.labels()[outer(n, inner, box, label.size())] != 0;
        }
        return labelled;
    }

    /** Flat index on the whole grid of the box's voxel {@code n}. */
    private static int outer(int n, Size inner, Box box, Size size) {
        int i = n % inner.x();
        int j = n / inner.x() % inner.y();
        int k = n / inner.x() / inner.y();
        return size.index(i + box.x0(), j + box.y0(), k + box.z0());
    }

    /** Sets what lies at most {@code reach} voxels from a set one along {@code axis}. */
    private static void spread(boolean[] near, Size size, int axis, int reach) {
        int stride = axis == 0 ? 1 : axis == 1 ? size.x() : size.x() * size.y();
        int length = size.along(axis);
        boolean[] line = new boolean[length];
        for (int start = 0; start < near.length; start++) {
            if (start / stride % length == 0) {
                for (int n = 0; n < length; n++) {
                    line[n] = near[start + n * stride];
                }
                for (int n = 0; n < length; n++) {
                    if (line[n]) {
                        int last = Math.min(length - 1, n + reach);
                        for (int t = Math.max(0, n - reach); t <= last; t++) {
                            near[start + t * stride] = true;
                        }
                    }
                }
            }
        }
    }

    private static Neighbourhood gathered(Mask label, Box box, boolean[] near) {
        int count = 0;
        for (boolean voxel : near) {
            count += voxel ? 1 : 0;
        }
        int step = 1 + (count - 1) / ENOUGH;
        int[] voxels = new int[(count + step - 1) / step];
        byte[] labels = new byte[voxels.length];
        int seen = 0;
        for (int n = 0; n < near.length; n++) {
            if (near[n] && seen++ % step == 0) {
                int voxel = outer(n, box.size(), box, label.size());
                voxels[(seen - 1) / step] = voxel;
                labels[(seen - 1) / step] = label.labels()[voxel];
            }
        }
        return new Neighbourhood(label.size(), voxels, labels);
    }

    int count() {
        return voxels.length;
    }

    /** Where voxel {@code n} of this list lies on a grid mirrored along the flip's axes. */
    int mirrored(int n, Flip flip) {
        int i = voxels[n] % size.x();
        int j = voxels[n] / size.x() % size.y();
        int k = voxels[n] / size.x() / size.y();
        return size.index(
                flip.along(0) ? size.x() - 1 - i : i,
                flip.along(1) ? size.y() - 1 - j : j,
                flip.along(2) ? size.z() - 1 - k : k);
    }
}
