package org.attunet.eval.metric;

import java.util.Locale;
import org.attunet.data.BadInput;
import org.attunet.data.DataException;
import org.attunet.data.volume.Geometry;
import org.attunet.data.volume.GridTolerance;
import org.attunet.data.volume.Mask;
import org.attunet.data.volume.Spacing;

/**
 * A prediction and its label on one grid.
 *
 * @param prediction what was predicted
 * @param label what is right
 */
public record MaskPair(Mask prediction, Mask label) {
    /** Refuses masks whose voxels do not lie in the same places. */
    public MaskPair {
        Geometry found = prediction.geometry();
        Geometry expected = label.geometry();
        if (!found.size().equals(expected.size())) {
            throw refused(BadInput.L1, expected.size() + " voxels", found.size() + " voxels");
        }
        double distance = found.cornerDistance(expected);
        if (!(distance <= GridTolerance.PLACE_MM)) {
            throw GridTolerance.alike(found.spacing(), expected.spacing())
                    ? refused(
                            BadInput.L3,
                            placed(expected, "its voxels"),
                            placed(found, String.format(Locale.ROOT, "them up to %.2f mm away", distance)))
                    : refused(BadInput.L2, text(expected.spacing()), text(found.spacing()));
        }
    }

    private static DataException refused(BadInput code, String expected, String found) {
        return DataException.refuse(
                code,
                "the prediction",
                "it does not lie on the label's grid",
                expected,
                found,
                "Resample it to the label's grid: scores need both on one.");
    }

    private static String text(Spacing spacing) {
        return String.format(Locale.ROOT, "voxels of %.4g × %.4g × %.4g mm", spacing.x(), spacing.y(), spacing.z());
    }

    private static String placed(Geometry grid, String where) {
        return where + " (orientation " + grid.orientation().code() + ")";
    }
}
