package org.attunet.model.kernel.contract;

import java.nio.Buffer;
import java.nio.FloatBuffer;
import java.nio.ShortBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.attunet.model.kernel.KernelSet;
import org.attunet.model.kernel.PatchChange;
import org.attunet.model.kernel.PatchChange.Kind;
import org.attunet.model.kernel.PatchKernels;
import org.attunet.model.kernel.PatchOrder;
import org.attunet.model.kernel.Shape;
import org.attunet.model.kernel.StoredVoxels;
import org.attunet.model.kernel.contract.KernelsContract.Check;
import org.nd4j.linalg.api.ndarray.INDArray;

/** What kernels that make patches pass: each change by itself, and all one after the other, against its definition. */
record PatchesContract<T>(KernelSet<T> set, PatchKernels<T> patches, double tolerance) {
    private static final Shape CROP = new Shape(1, 1, 11, 8, 10);
    private static final Shape PATCH = new Shape(1, 1, 9, 7, 6);
    private static final int POINTS = 5;
    private static final double SPACING = 5;

    List<Check> checks() {
        List<Check> checks = new ArrayList<>();
        checks.add(new Check("a patch as it is", () -> check(order(identity(), false, 0, List.of()))));
        checks.add(new Check("a patch turned and mirrored", () -> check(order(affine(), false, 5, List.of()))));
        checks.add(new Check("a patch deformed", () -> check(order(elastic(), false, 2, List.of()))));
        checks.add(
                new Check("a patch turned, from the nearest voxels", () -> check(order(affine(), true, 3, List.of()))));
        checks.add(new Check(
                "a patch deformed, from the nearest voxels", () -> check(order(elastic(), true, 0, List.of()))));
        List<PatchChange> all = new ArrayList<>();
        for (Kind kind : Kind.values()) {
            PatchChange change = change(kind);
            all.add(change);
            checks.add(new Check("a patch's " + kind, () -> check(order(identity(), false, 0, List.of(change)))));
        }
        checks.add(new Check("a patch with everything", () -> check(order(elastic(), false, 7, all))));
        return checks;
    }

    private static PatchChange change(Kind kind) {
        double[] numbers = switch (kind) {
            case NOISE -> new double[] {0.2};
            case BLUR -> new double[] {0.5, 0.2f, 0.05f};
            case BRIGHTNESS -> new double[] {-0.1f};
            case CONTRAST -> new double[] {1.2};
            case LOW_RESOLUTION -> new double[] {5, 6, 4};
            case GAMMA -> new double[] {0.8};
        };
        return new PatchChange(kind, numbers, -4_711);
    }

    /** One patch from floats, one from shorts, as both samples of a batch. */
    private void check(PatchOrder order) {
        Shape two = new Shape(2, 1, PATCH.x(), PATCH.y(), PATCH.z());
        T images = set.kernels().pool().take(two);
        T labels = set.kernels().pool().take(two);
        patches.make(order, 1, images, labels);
        PatchOrder steps = new PatchOrder(
                voxels(true),
                order.size(),
                order.origin(),
                order.warp(),
                order.isNearest(),
                order.flips(),
                order.changes());
        patches.make(steps, 0, images, labels);
        check(steps, set.get(images, two).slice(0), set.get(labels, two).slice(0));
        check(order, set.get(images, two).slice(1), set.get(labels, two).slice(1));
        set.kernels().pool().give(images);
        set.kernels().pool().give(labels);
    }

    private void check(PatchOrder order, INDArray image, INDArray labels) {
        PatchDefinition expected = new PatchDefinition(order);
        for (int n = 0; n < PATCH.voxels(); n++) {
            int i = n % PATCH.x();
            int j = n / PATCH.x() % PATCH.y();
            int k = n / PATCH.x() / PATCH.y();
            Held.near(image.getDouble(0, i, j, k), expected.image()[n], tolerance);
            Held.near(labels.getDouble(0, i, j, k), expected.classes()[n], 0);
        }
    }

    private static PatchOrder order(double[] warp, boolean isNearest, int flips, List<PatchChange> changes) {
        return new PatchOrder(voxels(false), PATCH, new int[] {1, 0, 2}, warp, isNearest, flips, changes);
    }

    private static StoredVoxels voxels(boolean isShort) {
        Random random = new Random(3);
        short[] steps = new short[CROP.voxels()];
        float[] values = new float[steps.length];
        byte[] classes = new byte[steps.length];
        for (int n = 0; n < steps.length; n++) {
            steps[n] = (short) (random.nextInt(20_001) - 10_000);
            values[n] = random.nextFloat();
            classes[n] = (byte) random.nextInt(256);
        }
        Buffer image = isShort ? ShortBuffer.wrap(steps) : FloatBuffer.wrap(values);
        return new StoredVoxels(CROP, image, 1e-4f, classes);
    }

    private static double[] identity() {
        return new double[] {1, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0};
    }

    /** Neither a rotation nor small: everything is different along each axis, and no voxel lies halfway between two. */
    private static double[] affine() {
        return new double[] {
            0.9137, 0.1351, -0.0739, -0.2141, 1.1273, 0.0517, 0.1723, 0.1129, 1.3171, -1.71239, 2.13471, 0.37189
        };
    }

    private static double[] elastic() {
        int splines = 5 * (PATCH.x() + PATCH.y() + PATCH.z());
        double[] warp = Arrays.copyOf(affine(), 15 + splines + 3 * POINTS * POINTS * POINTS);
        Random random = new Random(4);
        int at = 12;
        for (int axis = 0; axis < 3; axis++) {
            warp[at++] = POINTS;
        }
        for (int length : new int[] {PATCH.x(), PATCH.y(), PATCH.z()}) {
            for (int voxel = 0; voxel < length; voxel++) {
                warp[at++] = Math.floor(voxel / SPACING);
                for (int weight = 0; weight < 4; weight++) {
                    warp[at++] = random.nextDouble() / 2;
                }
            }
        }
        while (at < warp.length) {
            warp[at++] = 2 * random.nextDouble() - 1;
        }
        return warp;
    }
}
