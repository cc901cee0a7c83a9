package org.attunet.data.transform;

import org.attunet.data.volume.AxisOrder;
import org.attunet.data.volume.Geometry;
import org.attunet.data.volume.Orientation;
import org.attunet.data.volume.Orientation.Axis;
import org.attunet.data.volume.Size;

/** Flips and permutes array axes until they run along the closest world axes as wanted; nothing is rotated. */
final class Orient implements Step {
    private final Orientation wanted;

    Orient(Orientation wanted) {
        this.wanted = wanted;
    }

    @Override
    public String name() {
        return "orient";
    }

    @Override
    public PlannedTransform plan(PendingTransform view) {
        Geometry before = view.grid();
        Orientation found = before.orientation();
        int[] from = new int[3];
        int[] to = new int[3];
        boolean[] flipped = new boolean[3];
        for (int axis = 0; axis < 3; axis++) {
            from[axis] = axisAlong(found, wanted.axis(axis).world());
            to[from[axis]] = axis;
            flipped[axis] =
                    found.axis(from[axis]).flipped() != wanted.axis(axis).flipped();
        }
        Geometry after = AxisOrder.of(from, flipped).of(before);
        return PlannedTransform.ofGrid(
                name(),
                GridMap.of(before, after, axis -> map(from[axis], before.size(), flipped[axis])),
                GridMap.of(after, before, axis -> map(to[axis], after.size(), flipped[to[axis]])));
    }

    private static int axisAlong(Orientation orientation, int world) {
        for (int axis = 0; axis < 3; axis++) {
            Axis candidate = orientation.axis(axis);
            if (candidate.world() == world) {
                return axis;
            }
        }
        throw new IllegalStateException("no array axis along world axis " + world);
    }

    private static AxisMap map(int sourceAxis, Size source, boolean flipped) {
        int length = source.along(sourceAxis);
        return AxisMap.of(sourceAxis, length, i -> flipped ? length - 1 - i : i);
    }
}
