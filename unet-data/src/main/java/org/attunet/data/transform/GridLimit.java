package org.attunet.data.transform;

import java.util.Locale;
import org.attunet.data.BadInput;
import org.attunet.data.DataException;
import org.attunet.data.volume.Geometry;
import org.attunet.data.volume.Size;
import org.attunet.data.volume.Spacing;

/**
 * Refuses grids that a step would lead to and that no memory holds, before anything is allocated. What leads there is a spacing in
 * another unit than mm, so the refusal names it.
 */
final class GridLimit {
    /** At 2 mm, 65 m: longer than any body, and NIfTI-1 knows no longer axis. */
    private static final int LONGEST_AXIS = Short.MAX_VALUE;

    /** Half a metre across and a tall patient at 1.5 mm: more is invented where it was not measured. */
    private static final double MOST_INVENTED = 1 << 27;

    private static final double INVENTED_PER_VOXEL = 64;

    /** An image and the answer of a network for one class. */
    private static final int BYTES_A_VOXEL = 8;

    private final Geometry before;
    private final double memory;

    /** @param before the grid that the step starts from */
    GridLimit(Geometry before) {
        this(before, (double) Runtime.getRuntime().maxMemory());
    }

    GridLimit(Geometry before, double memory) {
        this.before = before;
        this.memory = memory;
    }

    /** The size of that many voxels along each axis, whole numbers all. */
    Size size(double... voxels) {
        if (!allows(voxels)) {
            throw refused(voxels);
        }
        return new Size((int) voxels[0], (int) voxels[1], (int) voxels[2]);
    }

    /** Whether a grid of that many voxels along each axis may be made. */
    boolean allows(double... voxels) {
        double all = voxels[0] * voxels[1] * voxels[2];
        boolean invented =
                all > MOST_INVENTED && all > INVENTED_PER_VOXEL * before.size().voxels();
        boolean tooLong = Math.max(voxels[0], Math.max(voxels[1], voxels[2])) > LONGEST_AXIS;
        return !tooLong && !invented && all <= Integer.MAX_VALUE - 8 && BYTES_A_VOXEL * all <= memory;
    }

    private DataException refused(double... voxels) {
        Spacing spacing = before.spacing();
        return DataException.refuse(
                BadInput.N20,
                "the image",
                "at the spacing that is asked for it is too large to be worked on",
                "a field of view that a body fills",
                before.size() + " voxels of "
                        + String.format(Locale.ROOT, "%.4g × %.4g × %.4g mm", spacing.x(), spacing.y(), spacing.z())
                        + ", which become "
                        + String.format(Locale.ROOT, "%.4g × %.4g × %.4g", voxels[0], voxels[1], voxels[2]),
                "Write the file again with its true spacing in mm, crop it, or ask for a coarser spacing.");
    }
}
