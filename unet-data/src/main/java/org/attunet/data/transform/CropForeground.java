package org.attunet.data.transform;

import org.attunet.data.volume.Geometry;

/** Cuts image and label to the smallest box that holds every voxel above 0, in values as normalised so far. */
final class CropForeground implements Step {
    @Override
    public String name() {
        return "crop";
    }

    @Override
    public PlannedTransform plan(PendingTransform view) {
        if (!view.grid().equals(view.volume().geometry())) {
            throw new IllegalStateException("cropping comes before any other change of the grid");
        }
        ForegroundBox box = ForegroundBox.of(view.volume(), view.values().zero());
        Geometry whole = view.grid();
        Geometry inner = new Geometry(box.size(), whole.affine().movedTo(box.first(0), box.first(1), box.first(2)));
        return PlannedTransform.ofGrid(
                name(),
                GridMap.of(whole, inner, axis -> shifted(axis, inner, box.first(axis), whole)),
                GridMap.of(inner, whole, axis -> shifted(axis, whole, -box.first(axis), inner)));
    }

    private static AxisMap shifted(int axis, Geometry target, int shift, Geometry source) {
        return AxisMap.shifted(
                axis, target.size().along(axis), shift, source.size().along(axis));
    }
}
