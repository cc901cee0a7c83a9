package org.attunet.eval.metric;

import java.util.List;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import org.attunet.data.volume.Geometry;

/**
 * The reference project's surface distance: on the 2 mm grid that its networks see, in voxels of it (so half a voxel is a
 * millimetre). Masks of other grids are brought there as its preprocessing brings labels: the first voxel towards left,
 * posterior and inferior stays in its place, and every voxel takes the nearest value, halves to even.
 */
final class ReferenceGrid {
    private static final double STEP_MM = 2;

    private ReferenceGrid() {}

    /** Average symmetric surface distance in voxels; NaN where a mask is empty on this grid. */
    static double distance(MaskPair masks, int label) {
        return Extent.of(masks, label)
                .map(extent -> distance(masks, label, planes(masks.label().geometry(), extent)))
                .orElse(Double.NaN);
    }

    /** As above where it is known already in which planes the masks lie. */
    static double distance(MaskPair masks, int label, Extent extent) {
        return distance(masks, label, planes(masks.label().geometry(), extent));
    }

    private static double distance(MaskPair masks, int label, List<Planes> planes) {
        Crop prediction = Crop.of(masks.prediction(), label, planes);
        Crop truth = Crop.of(masks.label(), label, planes);
        return prediction.count() == 0 || truth.count() == 0
                ? Double.NaN
                : SurfaceDistances.between(prediction, truth).mean();
    }

    /** The axes keep the array's order: a grid of cubes does not mind. */
    private static List<Planes> planes(Geometry geometry, Extent extent) {
        return IntStream.range(0, 3)
                .mapToObj(axis -> planes(geometry, axis, extent))
                .toList();
    }

    private static Planes planes(Geometry geometry, int axis, Extent extent) {
        int last = geometry.size().along(axis) - 1;
        double step = STEP_MM / geometry.spacing().along(axis);
        boolean flipped = geometry.orientation().axis(axis).flipped();
        IntUnaryOperator source = n -> {
            int nearest = Math.min((int) Math.rint(n * step), last);
            return flipped ? last - nearest : nearest;
        };
        return Planes.of(extent, axis, (int) Math.rint(last / step + 1), source, 1);
    }
}
