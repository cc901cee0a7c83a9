package org.attunet.data.transform;

import org.attunet.data.volume.Affine;
import org.attunet.data.volume.Geometry;
import org.attunet.data.volume.Size;
import org.attunet.data.volume.Spacing;
import org.attunet.data.volume.Volume;

/**
 * Another voxel spacing. The centre of voxel (0, 0, 0) and the axes' directions stay; an axis of n voxels gets
 * {@code round((n - 1) old / new + 1)} of them, half to even; beyond the last voxel its value holds. The label is the nearest
 * voxel's whatever interpolates the image.
 */
final class Resample implements Step {
    static final String NAME = "spacing";

    /** Relative noise of column lengths in double arithmetic, so that a tie stays a tie. */
    private static final double NOISE = 1e-9;

    private final Spacing wanted;
    private final Interpolation interpolation;

    Resample(Spacing wanted, Interpolation interpolation) {
        this.wanted = wanted;
        this.interpolation = interpolation;
    }

    @Override
    public Sample apply(Sample sample) {
        PlannedTransform change = plan(PendingTransform.of(sample.image()));
        if (interpolation == Interpolation.LINEAR) {
            return change.apply(sample);
        }
        Volume copy =
                Volume.of(sample.image().geometry(), sample.image().floats().clone());
        return new Sample(
                CubicResampling.run(copy, change.forward()),
                sample.label()
                        .map(label -> NearestSampler.run(label, change.forward().rounded())));
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public PlannedTransform plan(PendingTransform view) {
        Geometry before = view.grid();
        double[] ratio = new double[3];
        double[] size = new double[3];
        double[][] index = new double[3][4];
        for (int axis = 0; axis < 3; axis++) {
            ratio[axis] = ratio(wanted.along(axis), before.spacing().along(axis));
            size[axis] = length(before.size().along(axis), ratio[axis]);
            index[axis][axis] = ratio[axis];
        }
        Geometry after =
                new Geometry(new GridLimit(before).size(size), before.affine().after(Affine.of(index)));
        return PlannedTransform.ofGrid(
                name(),
                GridMap.of(before, after, axis -> scaled(axis, after.size(), ratio[axis], before.size())),
                GridMap.of(after, before, axis -> scaled(axis, before.size(), 1 / ratio[axis], after.size())));
    }

    private static double ratio(double wanted, double found) {
        return Math.abs(wanted / found - 1) < NOISE ? 1 : wanted / found;
    }

    private static double length(int voxels, double ratio) {
        double exact = (voxels - 1) / ratio + 1;
        double half = Math.rint(2 * exact) / 2;
        return Math.max(1, Math.rint(Math.abs(exact - half) < NOISE * exact ? half : exact));
    }

    private static AxisMap scaled(int axis, Size target, double ratio, Size source) {
        int last = source.along(axis) - 1;
        return AxisMap.of(axis, target.along(axis), i -> Math.min(i * ratio, last));
    }
}
