package org.attunet.model.kernel.contract;

import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.attunet.model.kernel.ImageWindows;
import org.attunet.model.kernel.KernelSet;
import org.attunet.model.kernel.Shape;
import org.attunet.model.kernel.TargetGrid;
import org.attunet.model.kernel.WindowPlace;
import org.attunet.model.kernel.WindowedImage;
import org.attunet.model.kernel.contract.KernelsContract.Check;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * What kernels that take images over pass: a "network" whose logits are the window itself and twice its negative, so that what comes out
 * is known at every voxel, whatever windows it was seen in.
 */
record WindowsContract<T>(KernelSet<T> set, double tolerance) {
    private static final Shape IMAGE = new Shape(1, 1, 9, 5, 7);
    private static final Shape WINDOWS = new Shape(2, 1, 4, 6, 5);
    private static final float UNSEEN = 10;

    /** The last voxels along the first axis are left out; along the second a window is wider than the image. */
    private static final List<List<WindowPlace>> PLACES = List.of(
            List.of(new WindowPlace(0, -1, 0), new WindowPlace(3, -1, 0)),
            List.of(new WindowPlace(0, -1, 2), new WindowPlace(3, -1, 2)),
            List.of(new WindowPlace(4, -1, 0)),
            List.of(new WindowPlace(4, -1, 2)));

    private static final int SEEN = 8;

    /** Its third axis lies along the image's first, backwards; the image begins at (1, 0, 2) of what its tables count on. */
    private static final TargetGrid GRID = new TargetGrid(
            List.of(
                    new TargetGrid.Axis(1, new int[] {-1, 0, 1, 3, 4, 5}, new float[] {0, 0.25f, 0.5f, 0.9f, 0, 0}),
                    new TargetGrid.Axis(2, new int[] {1, 2, 4, 8, 8}, new float[] {0.7f, 0, 0.3f, 0.1f, 0}),
                    new TargetGrid.Axis(
                            0, new int[] {9, 9, 7, 5, 3, 1, 0}, new float[] {0.3f, 0, 0.6f, 0.1f, 0, 0.5f, 0.2f})),
            new WindowPlace(1, 0, 2));

    List<Check> checks() {
        return List.of(
                new Check("windows put together", () -> check(List.of(0))),
                new Check("mirrored windows put together", () -> check(List.of(0, 3, 6, 4))));
    }

    private static float[] values() {
        Random random = new Random(5);
        float[] values = new float[IMAGE.voxels()];
        for (int n = 0; n < values.length; n++) {
            values[n] = random.nextFloat() - 0.5f;
        }
        return values;
    }

    private void check(List<Integer> looks) {
        float[] importance = new float[WINDOWS.voxels()];
        for (int n = 0; n < importance.length; n++) {
            importance[n] = 1 + n % 7;
        }
        WindowedImage image = new WindowedImage(IMAGE, WINDOWS, importance, UNSEEN, WindowsContract::values);
        Optional<ImageWindows<T>> taken = set.kernels().windows(image, 2, width -> 0);
        if (taken.isPresent()) {
            try (ImageWindows<T> windows = taken.get()) {
                PLACES.forEach(places -> show(windows, places, looks));
                check(windows.logits(), windows.largest(), looks.size() > 1);
                checkGrid(windows.logits(), windows.largest(GRID));
            }
        }
    }

    private void show(ImageWindows<T> windows, List<WindowPlace> places, List<Integer> looks) {
        for (int look = 0; look < looks.size(); look++) {
            T input = set.kernels().pool().take(WINDOWS);
            set.kernels().clear(input);
            for (int n = 0; n < places.size(); n++) {
                windows.cut(places.get(n), looks.get(look), n, input);
            }
            INDArray seen = set.get(input, WINDOWS);
            T logits = set.put(Nd4j.concat(1, seen, seen.mul(-2)));
            if (looks.size() > 1) {
                windows.look(logits, looks.get(look), look, looks.size());
            } else {
                for (int n = 0; n < places.size(); n++) {
                    windows.add(logits, n, places.get(n));
                }
            }
            set.kernels().pool().give(input);
            set.kernels().pool().give(logits);
        }
        if (looks.size() > 1) {
            windows.addLooks(places);
        }
    }

    /** Trilinear, as it is defined; where both classes are about equal, either is right. */
    private static void checkGrid(float[][] logits, byte[] largest) {
        int[] at = new int[3];
        for (int n = 0; n < largest.length; n++) {
            at[0] = n % GRID.length(0);
            at[1] = n / GRID.length(0) % GRID.length(1);
            at[2] = n / GRID.length(0) / GRID.length(1);
            double first = interpolated(logits[0], UNSEEN, at);
            double second = interpolated(logits[1], -UNSEEN, at);
            if (Double.isNaN(first) || Math.abs(first - second) > 1e-4) {
                Held.near(largest[n], second > first ? 1 : 0, 0);
            }
        }
    }

    /** Not a number where the grid leads nowhere. */
    private static double interpolated(float[] values, float beyond, int[] at) {
        double sum = 0;
        for (int corner = 0; corner < 8; corner++) {
            int[] index = new int[3];
            double share = 1;
            for (int axis = 0; axis < 3; axis++) {
                TargetGrid.Axis along = GRID.axes().get(axis);
                int lower = along.lower()[at[axis]];
                if (lower < 0) {
                    return Double.NaN;
                }
                int upper = corner >> axis & 1;
                index[along.along()] = lower + upper;
                share *= upper == 1 ? along.share()[at[axis]] : 1 - along.share()[at[axis]];
            }
            sum += share == 0 ? 0 : share * value(values, beyond, index);
        }
        return sum;
    }

    private static float value(float[] values, float beyond, int[] index) {
        int x = index[0] - GRID.origin().x();
        int y = index[1] - GRID.origin().y();
        int z = index[2] - GRID.origin().z();
        boolean inside = x >= 0 && x < IMAGE.x() && y >= 0 && y < IMAGE.y() && z >= 0 && z < IMAGE.z();
        return inside ? values[x + IMAGE.x() * (y + IMAGE.y() * z)] : beyond;
    }

    /** Looks come to the logarithms of probabilities. */
    private void check(float[][] logits, byte[] largest, boolean areLooks) {
        float[] values = values();
        for (int n = 0; n < values.length; n++) {
            boolean seen = n % IMAGE.x() < SEEN;
            double share = 1 / (1 + Math.exp(-3 * values[n]));
            Held.near(logits[0][n], seen ? areLooks ? Math.log(share) : values[n] : UNSEEN, tolerance);
            Held.near(logits[1][n], seen ? areLooks ? Math.log(1 - share) : -2 * values[n] : -UNSEEN, tolerance);
            Held.near(largest[n], seen && values[n] < 0 ? 1 : 0, 0);
        }
    }
}
