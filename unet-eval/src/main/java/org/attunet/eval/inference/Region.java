package org.attunet.eval.inference;

import java.util.Optional;
import org.attunet.data.volume.Affine;
import org.attunet.data.volume.Box;
import org.attunet.data.volume.Geometry;
import org.attunet.data.volume.Size;

/**
 * A part of the body: the voxels of a box of a grid, which other grids of the same scan have other voxels for.
 *
 * @param grid the grid
 * @param box on it
 */
public record Region(Geometry grid, Box box) {
    /** Affines are sums of rounded numbers; a thousandth of a voxel is none. */
    private static final double ROUNDING = 1e-3;

    /** The box of a whole grid. */
    static Box all(Size size) {
        return new Box(0, 0, 0, size.x(), size.y(), size.z());
    }

    /**
     * The voxels of another grid that this part reaches into, by their whole extent and not their centres alone.
     *
     * @param margin millimetres by which the part is larger along each axis of that grid
     * @return empty where the grid has none of it
     */
    Optional<Box> on(Geometry other, double margin) {
        double[] low = {Double.MAX_VALUE, Double.MAX_VALUE, Double.MAX_VALUE};
        double[] high = {-Double.MAX_VALUE, -Double.MAX_VALUE, -Double.MAX_VALUE};
        Affine toOther = other.affine().inverse();
        for (int corner = 0; corner < 8; corner++) {
            double[] world = grid.affine().apply(edge(corner, 0), edge(corner, 1), edge(corner, 2));
            double[] there = toOther.apply(world[0], world[1], world[2]);
            for (int axis = 0; axis < 3; axis++) {
                low[axis] = Math.min(low[axis], there[axis]);
                high[axis] = Math.max(high[axis], there[axis]);
            }
        }
        return clipped(low, high, other, margin);
    }

    /** A corner of the box: voxels reach half of one beyond their centres. */
    private double edge(int corner, int axis) {
        return ((corner >> axis & 1) == 0 ? box.from(axis) : box.to(axis)) - 0.5;
    }

    private static Optional<Box> clipped(double[] low, double[] high, Geometry other, double margin) {
        int[] from = new int[3];
        int[] to = new int[3];
        for (int axis = 0; axis < 3; axis++) {
            double more = margin / other.spacing().along(axis);
            from[axis] = (int) Math.max(0, Math.floor(low[axis] - more + 0.5 + ROUNDING));
            to[axis] = (int) Math.min(other.size().along(axis), Math.ceil(high[axis] + more + 0.5 - ROUNDING));
            if (from[axis] >= to[axis]) {
                return Optional.empty();
            }
        }
        return Optional.of(new Box(from[0], from[1], from[2], to[0], to[1], to[2]));
    }

    /** A box with so many voxels along each axis at least, evenly on both sides and within a grid, as far as that has them. */
    static Box grown(Box box, Size least, Size grid) {
        int[] from = new int[3];
        int[] to = new int[3];
        for (int axis = 0; axis < 3; axis++) {
            int length = box.to(axis) - box.from(axis);
            int wanted = Math.min(grid.along(axis), Math.max(length, least.along(axis)));
            int first = box.from(axis) - (wanted - length) / 2;
            from[axis] = Math.max(0, Math.min(first, grid.along(axis) - wanted));
            to[axis] = from[axis] + wanted;
        }
        return new Box(from[0], from[1], from[2], to[0], to[1], to[2]);
    }
}
