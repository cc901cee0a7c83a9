package org.attunet.data.transform;

import java.util.function.IntPredicate;
import org.attunet.data.DataException;
import org.attunet.data.volume.Geometry;
import org.attunet.data.volume.Size;
import org.attunet.data.volume.Volume;

/** Cuts image and label to the smallest box that holds every voxel above 0, in values as normalised so far. */
final class CropForeground implements Step {
    @Override
    public String name() {
        return "crop";
    }

    @Override
    public Change plan(View view) {
        if (!view.grid().equals(view.volume().geometry())) {
            throw new IllegalStateException("cropping comes before any other change of the grid");
        }
        Box box = new Search(view.volume(), view.values()).box();
        Geometry whole = view.grid();
        Geometry inner = new Geometry(box.size(), whole.affine().movedTo(box.x(), box.y(), box.z()));
        return Change.ofGrid(
                name(),
                GridMap.of(whole, inner, axis -> shifted(axis, inner, box.along(axis), whole)),
                GridMap.of(inner, whole, axis -> shifted(axis, whole, -box.along(axis), inner)));
    }

    private static AxisMap shifted(int axis, Geometry target, int shift, Geometry source) {
        return AxisMap.shifted(
                axis, target.size().along(axis), shift, source.size().along(axis));
    }

    private record Box(int x, int y, int z, Size size) {
        int along(int axis) {
            return axis == 0 ? x : axis == 1 ? y : z;
        }
    }

    /** Walks in from each of the six faces until a voxel above 0 turns up; what lies deeper is never read. */
    private static final class Search {
        private final Volume volume;
        private final Rescale values;
        private final Size size;
        private int z0;
        private int z1;
        private int y0;
        private int y1;

        Search(Volume volume, Rescale values) {
            this.volume = volume;
            this.values = values;
            size = volume.size();
        }

        Box box() {
            z0 = first(0, size.z(), this::sliceHolds);
            if (z0 == size.z()) {
                throw new DataException("no voxel lies above 0 after normalisation, so there is nothing to crop to;"
                        + " expected a CT with some tissue brighter than its mean");
            }
            z1 = last(size.z(), this::sliceHolds);
            y0 = first(0, size.y(), this::planeHolds);
            y1 = last(size.y(), this::planeHolds);
            int x0 = size.x();
            int x1 = -1;
            for (int k = z0; k <= z1; k++) {
                for (int j = y0; j <= y1; j++) {
                    int row = size.index(0, j, k);
                    x0 = firstIn(row, x0);
                    x1 = lastIn(row, x1);
                }
            }
            return new Box(x0, y0, z0, new Size(x1 - x0 + 1, y1 - y0 + 1, z1 - z0 + 1));
        }

        private boolean sliceHolds(int k) {
            return holds(size.index(0, 0, k), size.x() * size.y());
        }

        private boolean planeHolds(int j) {
            for (int k = z0; k <= z1; k++) {
                if (holds(size.index(0, j, k), size.x())) {
                    return true;
                }
            }
            return false;
        }

        private boolean holds(int from, int length) {
            for (int n = from; n < from + length; n++) {
                if (values.isPositive(volume.get(n))) {
                    return true;
                }
            }
            return false;
        }

        private int firstIn(int row, int end) {
            return first(0, end, i -> values.isPositive(volume.get(row + i)));
        }

        private int lastIn(int row, int start) {
            int i = size.x() - 1;
            while (i > start && !values.isPositive(volume.get(row + i))) {
                i--;
            }
            return i;
        }

        private static int first(int from, int end, IntPredicate holds) {
            int n = from;
            while (n < end && !holds.test(n)) {
                n++;
            }
            return n;
        }

        private static int last(int end, IntPredicate holds) {
            int n = end - 1;
            while (!holds.test(n)) {
                n--;
            }
            return n;
        }
    }
}
