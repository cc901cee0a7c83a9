package org.attunet.eval.metric;

import java.util.stream.IntStream;
import org.attunet.data.volume.Mask;
import org.attunet.data.volume.Orientation;

/**
 * Surface distance as evaluations of contours drawn on slices take it, the Attention U-Net paper's among them: in every
 * axial slice where both masks exist, the outer contours of both; half the sum of the mean distances from one contour to
 * the other and back; the mean of that over the slices. Contours of holes do not count. It knows nothing of what lies above
 * or below a slice and is silent where one mask is absent, so it is no substitute for the distance in 3-D.
 */
final class SlicewiseDistance {
    private SlicewiseDistance() {}

    /** The array axis that runs between feet and head. */
    static int axial(Mask mask) {
        Orientation orientation = mask.geometry().orientation();
        int axis = 0;
        while (orientation.axis(axis).world() != 2) {
            axis++;
        }
        return axis;
    }

    /** Mean over the slices across {@code axis}, in the unit of the crops' positions; NaN where no slice holds both. */
    static double across(int axis, Crop prediction, Crop label) {
        return IntStream.range(1, label.planes(axis).count() - 1)
                .parallel()
                .mapToDouble(index -> distance(Slice.of(prediction, axis, index), Slice.of(label, axis, index)))
                .filter(distance -> !Double.isNaN(distance))
                .average()
                .orElse(Double.NaN);
    }

    private static double distance(Slice a, Slice b) {
        if (a.isEmpty() || b.isEmpty()) {
            return Double.NaN;
        }
        return SurfaceDistances.between(a.positions(), a.contour(), b.contour()).meanOfMeans();
    }
}
