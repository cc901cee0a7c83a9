package org.attunet.data.volume;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Array axes in another order, some of them reversed: voxels change their index, none changes its value or its place in the body.
 *
 * @param axes for each axis of the result the source axis that it is
 */
public record AxisOrder(List<Axis> axes) {
    private static final List<AxisOrder> ALL = all();

    /**
     * One axis of the result.
     *
     * @param from the source axis, 0 to 2
     * @param flipped whether it runs the other way
     */
    public record Axis(int from, boolean flipped) {}

    /** Refuses anything but the three source axes, each once. */
    public AxisOrder {
        axes = List.copyOf(axes);
        if (!axes.stream().map(Axis::from).sorted().toList().equals(List.of(0, 1, 2))) {
            throw new IllegalArgumentException("each of the axes 0, 1 and 2 once, not " + axes);
        }
    }

    /** From the source axis and the direction of each axis of the result. */
    public static AxisOrder of(int[] from, boolean[] flipped) {
        return new AxisOrder(
                List.of(new Axis(from[0], flipped[0]), new Axis(from[1], flipped[1]), new Axis(from[2], flipped[2])));
    }

    /**
     * The order that puts the voxels of one grid onto those of another.
     *
     * @param millimetres that corners may differ by
     * @return nothing where no order does: the grids are not the same set of points
     */
    public static Optional<AxisOrder> between(Geometry found, Geometry wanted, double millimetres) {
        return ALL.stream()
                .filter(order -> order.of(found).matches(wanted, millimetres))
                .min(Comparator.comparingDouble(order -> order.of(found).cornerDistance(wanted)));
    }

    /** The 48 orders, the one that changes nothing first. */
    private static List<AxisOrder> all() {
        int[][] permutations = {{0, 1, 2}, {0, 2, 1}, {1, 0, 2}, {1, 2, 0}, {2, 0, 1}, {2, 1, 0}};
        List<AxisOrder> orders = new ArrayList<>();
        for (int[] from : permutations) {
            for (int flips = 0; flips < 8; flips++) {
                orders.add(of(from, new boolean[] {(flips & 1) != 0, (flips & 2) != 0, (flips & 4) != 0}));
            }
        }
        return List.copyOf(orders);
    }

    /** Whether every axis stays as it is. */
    public boolean isIdentity() {
        return equals(ALL.get(0));
    }

    /** The grid with its axes in this order: the same points in the body. */
    public Geometry of(Geometry source) {
        double[][] index = new double[3][4];
        int[] size = new int[3];
        for (int axis = 0; axis < 3; axis++) {
            int from = axes.get(axis).from();
            boolean flipped = axes.get(axis).flipped();
            size[axis] = source.size().along(from);
            index[from][axis] = flipped ? -1 : 1;
            index[from][3] = flipped ? size[axis] - 1 : 0;
        }
        return new Geometry(Size.of(size), source.affine().after(Affine.of(index)));
    }

    /** The mask with its axes in this order: the same label at every point. */
    public Mask of(Mask source) {
        Geometry grid = of(source.geometry());
        int[] step = new int[3];
        int start = 0;
        for (int axis = 0; axis < 3; axis++) {
            int stride = stride(source.size(), axes.get(axis).from());
            boolean flipped = axes.get(axis).flipped();
            step[axis] = flipped ? -stride : stride;
            start += flipped ? stride * (grid.size().along(axis) - 1) : 0;
        }
        byte[] labels = new byte[grid.size().voxels()];
        int n = 0;
        for (int k = 0; k < grid.size().z(); k++) {
            for (int j = 0; j < grid.size().y(); j++) {
                int row = start + k * step[2] + j * step[1];
                for (int i = 0; i < grid.size().x(); i++) {
                    labels[n++] = source.labels()[row + i * step[0]];
                }
            }
        }
        return new Mask(grid, labels);
    }

    private static int stride(Size size, int axis) {
        return axis == 0 ? 1 : axis == 1 ? size.x() : size.x() * size.y();
    }
}
