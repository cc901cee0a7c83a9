package org.attunet.data.transform;

import org.attunet.data.volume.Geometry;
import org.attunet.data.volume.Size;

/** Zeros around a volume smaller than wanted: as many before as after on each axis, an odd one after. */
final class Pad implements Step {
    private final Size minimum;

    Pad(Size minimum) {
        this.minimum = minimum;
    }

    @Override
    public String name() {
        return "pad";
    }

    @Override
    public PlannedTransform plan(PendingTransform view) {
        Geometry inner = view.grid();
        double[] size = new double[3];
        int[] before = new int[3];
        for (int axis = 0; axis < 3; axis++) {
            int length = inner.size().along(axis);
            int padded = Math.max(length, minimum.along(axis));
            size[axis] = padded;
            before[axis] = (padded - length) / 2;
        }
        Geometry outer = new Geometry(
                new GridLimit(inner).size(size), inner.affine().movedTo(-before[0], -before[1], -before[2]));
        return PlannedTransform.ofGrid(
                name(),
                GridMap.of(inner, outer, axis -> shifted(axis, outer, -before[axis], inner)),
                GridMap.of(outer, inner, axis -> shifted(axis, inner, before[axis], outer)));
    }

    private static AxisMap shifted(int axis, Geometry target, int shift, Geometry source) {
        return AxisMap.shifted(
                axis, target.size().along(axis), shift, source.size().along(axis));
    }
}
