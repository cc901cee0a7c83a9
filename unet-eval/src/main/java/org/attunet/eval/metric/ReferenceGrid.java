package org.attunet.eval.metric;

import java.util.List;
import java.util.Locale;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import org.attunet.data.BadInput;
import org.attunet.data.DataException;
import org.attunet.data.volume.Geometry;
import org.attunet.data.volume.Spacing;

/**
 * The reference project's surface distance: on the 2 mm grid that its networks see, in voxels of it (so half a voxel is a
 * millimetre). Masks of other grids are brought there as its preprocessing brings labels: the first voxel towards left,
 * posterior and inferior stays in its place, and every voxel takes the nearest value, halves to even.
 */
final class ReferenceGrid {
    private static final double STEP_MM = 2;

    /** 65 m: longer than any body. */
    private static final int LONGEST_AXIS = Short.MAX_VALUE;

    /** An organ that fills a cube of a metre and a quarter. */
    private static final int MOST_VOXELS = 1 << 28;

    private ReferenceGrid() {}

    private static DataException tooLarge(Geometry grid) {
        Spacing spacing = grid.spacing();
        return DataException.refuse(
                BadInput.N20,
                "the label",
                "it is too large to be measured on a 2 mm grid",
                "an organ in a body",
                grid.size() + " voxels of "
                        + String.format(Locale.ROOT, "%.4g × %.4g × %.4g mm", spacing.x(), spacing.y(), spacing.z()),
                "Write the files again with their true spacing in mm.");
    }

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
        double voxels = planes.stream().mapToDouble(Planes::count).reduce(1, (a, b) -> a * b);
        if (voxels > MOST_VOXELS) {
            throw tooLarge(masks.label().geometry());
        }
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
        double length = Math.rint(last / step + 1);
        if (length > LONGEST_AXIS) {
            throw tooLarge(geometry);
        }
        boolean flipped = geometry.orientation().axis(axis).flipped();
        IntUnaryOperator source = n -> {
            int nearest = Math.min((int) Math.rint(n * step), last);
            return flipped ? last - nearest : nearest;
        };
        return Planes.of(extent, axis, (int) length, source, 1);
    }
}
