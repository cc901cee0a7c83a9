package org.attunet.model.kernel.contract;

import java.nio.FloatBuffer;
import java.nio.ShortBuffer;
import java.util.Arrays;
import org.attunet.model.kernel.PatchChange;
import org.attunet.model.kernel.PatchOrder;
import org.attunet.model.kernel.Shape;
import org.attunet.model.kernel.StoredVoxels;

/** What a {@link PatchOrder} says, in doubles, voxel by voxel; first axis fastest. */
final class PatchDefinition {
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    private final PatchOrder order;
    private final Shape size;
    private double[] image;
    private final int[] classes;

    PatchDefinition(PatchOrder order) {
        this.order = order;
        this.size = order.size();
        this.image = new double[size.voxels()];
        this.classes = new int[size.voxels()];
        for (int n = 0; n < image.length; n++) {
            take(n);
        }
        order.changes().forEach(this::change);
    }

    double[] image() {
        return image;
    }

    int[] classes() {
        return classes;
    }

    private static int[] lengths(Shape shape) {
        return new int[] {shape.x(), shape.y(), shape.z()};
    }

    private static int[] place(int n, Shape shape) {
        return new int[] {n % shape.x(), n / shape.x() % shape.y(), n / shape.x() / shape.y()};
    }

    private static int index(int[] at, Shape shape) {
        return at[0] + shape.x() * (at[1] + shape.y() * at[2]);
    }

    private static double value(StoredVoxels voxels, int index) {
        return voxels.image() instanceof ShortBuffer shorts
                ? shorts.get(index) * (double) voxels.step()
                : ((FloatBuffer) voxels.image()).get(index);
    }

    private void take(int n) {
        int[] at = place(n, size);
        for (int axis = 0; axis < 3; axis++) {
            at[axis] = (order.flips() >> axis & 1) == 0 ? at[axis] : lengths(size)[axis] - 1 - at[axis];
        }
        double[] position = new double[3];
        int[] nearest = new int[3];
        Shape from = order.voxels().size();
        for (int axis = 0; axis < 3; axis++) {
            double moved = order.warp()[9 + axis] + order.origin()[axis] + displacement(axis, at);
            for (int column = 0; column < 3; column++) {
                moved += order.warp()[3 * axis + column] * at[column];
            }
            position[axis] = mirrored(moved, lengths(from)[axis]);
            nearest[axis] = (int) Math.rint(position[axis]);
        }
        int own = index(nearest, from);
        image[n] = order.isNearest()
                ? value(order.voxels(), own)
                : trilinear(position, from, index -> value(order.voxels(), index));
        classes[n] = order.voxels().classes()[own] & 0xff;
    }

    private double displacement(int axis, int[] at) {
        if (!order.isElastic()) {
            return 0;
        }
        double[] warp = order.warp();
        int[] points = {(int) warp[12], (int) warp[13], (int) warp[14]};
        int[] splines = {15 + 5 * at[0], 15 + 5 * (size.x() + at[1]), 15 + 5 * (size.x() + size.y() + at[2])};
        int first = 15 + 5 * (size.x() + size.y() + size.z()) + axis * points[0] * points[1] * points[2];
        double sum = 0;
        for (int n = 0; n < 64; n++) {
            int[] of = {n % 4, n / 4 % 4, n / 16};
            double weight = 1;
            int point = 0;
            for (int along = 2; along >= 0; along--) {
                weight *= warp[splines[along] + 1 + of[along]];
                point = point * points[along] + (int) warp[splines[along]] + of[along];
            }
            sum += weight * warp[first + point];
        }
        return sum;
    }

    /** Thrown back by the voxels' outer edges as often as it takes. */
    private static double mirrored(double position, int length) {
        double found = position;
        while (found < -0.5 || found > length - 0.5) {
            found = found < -0.5 ? -1 - found : 2 * length - 1 - found;
        }
        return Math.max(0, Math.min(found, length - 1));
    }

    /** A value by its flat index. */
    private interface Values {
        double at(int index);
    }

    private static double trilinear(double[] position, Shape shape, Values values) {
        double sum = 0;
        for (int corner = 0; corner < 8; corner++) {
            double weight = 1;
            int[] at = new int[3];
            for (int axis = 0; axis < 3; axis++) {
                int low = (int) position[axis];
                double share = position[axis] - low;
                boolean isUpper = (corner >> axis & 1) == 1;
                weight *= isUpper ? share : 1 - share;
                at[axis] = Math.min(isUpper ? low + 1 : low, lengths(shape)[axis] - 1);
            }
            sum += weight * values.at(index(at, shape));
        }
        return sum;
    }

    private void change(PatchChange change) {
        double number = change.numbers()[0];
        double mean = Arrays.stream(image).average().orElseThrow();
        double low = Arrays.stream(image).min().orElseThrow();
        double high = Arrays.stream(image).max().orElseThrow();
        switch (change.kind()) {
            case NOISE -> noise(change.seed(), number);
            case BLUR -> {
                for (int axis = 0; axis < 3; axis++) {
                    blur(axis, change.numbers());
                }
            }
            case BRIGHTNESS -> Arrays.setAll(image, n -> image[n] + number);
            case CONTRAST ->
                Arrays.setAll(image, n -> Math.max(low, Math.min(mean + number * (image[n] - mean), high)));
            case LOW_RESOLUTION -> coarsen(change.numbers());
            case GAMMA ->
                Arrays.setAll(image, n -> low + (high - low) * Math.pow((image[n] - low) / (high - low), number));
        }
    }

    /** In (−1, 1): number {@code n}, from 1, of a SplitMix64 generator. */
    private static double uniform(long seed, long n) {
        long mixed = seed + n * GOLDEN;
        mixed = (mixed ^ (mixed >>> 30)) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
        return ((mixed ^ (mixed >>> 31)) >>> 11) * 0x1p-52 - 1;
    }

    private void noise(long seed, double deviation) {
        int n = 0;
        for (long drawn = 1; n < image.length; drawn += 2) {
            double a = uniform(seed, drawn);
            double b = uniform(seed, drawn + 1);
            double square = a * a + b * b;
            if (square > 0 && square < 1) {
                double scale = deviation * Math.sqrt(-2 * Math.log(square) / square);
                image[n] += scale * a;
                if (n + 1 < image.length) {
                    image[n + 1] += scale * b;
                }
                n += 2;
            }
        }
    }

    private void blur(int axis, double[] weights) {
        double[] before = image.clone();
        for (int n = 0; n < image.length; n++) {
            image[n] = weights[0] * before[n];
            for (int d = 1; d < weights.length; d++) {
                image[n] += weights[d] * (before[along(n, axis, -d)] + before[along(n, axis, d)]);
            }
        }
    }

    private int along(int n, int axis, int distance) {
        int[] at = place(n, size);
        at[axis] = Math.max(0, Math.min(at[axis] + distance, lengths(size)[axis] - 1));
        return index(at, size);
    }

    private void coarsen(double[] kept) {
        Shape coarse = new Shape(1, 1, (int) kept[0], (int) kept[1], (int) kept[2]);
        double[] small = new double[coarse.voxels()];
        for (int n = 0; n < small.length; n++) {
            double[] position = scaled(place(n, coarse), size, coarse);
            int[] nearest = {(int) Math.rint(position[0]), (int) Math.rint(position[1]), (int) Math.rint(position[2])};
            small[n] = image[index(nearest, size)];
        }
        Arrays.setAll(image, n -> trilinear(scaled(place(n, size), coarse, size), coarse, index -> small[index]));
    }

    /** Where a voxel of one grid lies on another over the same box. */
    private static double[] scaled(int[] at, Shape on, Shape of) {
        double[] position = new double[3];
        for (int axis = 0; axis < 3; axis++) {
            double there = (at[axis] + 0.5) * lengths(on)[axis] / lengths(of)[axis] - 0.5;
            position[axis] = mirrored(there, lengths(on)[axis]);
        }
        return position;
    }
}
