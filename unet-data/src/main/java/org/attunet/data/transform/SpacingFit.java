package org.attunet.data.transform;

import java.util.Locale;
import java.util.Optional;
import org.attunet.data.volume.Geometry;
import org.attunet.data.volume.Size;
import org.attunet.data.volume.Spacing;

/**
 * Whether a scan can be resampled to a spacing, judged by its grid alone: what is refused here would be refused, or be nothing
 * to learn from, once its voxels were read.
 *
 * @param wanted mm along the body's axes: left–right, back–front, bottom–top
 */
public record SpacingFit(Spacing wanted) {
    /** A crop to the body leaves this much of each axis at least. */
    private static final double BODY = 0.5;

    /** What would become of a scan that cannot; empty where nothing speaks against it. */
    public Optional<String> problem(Geometry scan) {
        double[] whole = new double[3];
        double[] body = new double[3];
        int[] least = new int[3];
        boolean vanishes = false;
        for (int axis = 0; axis < 3; axis++) {
            int voxels = scan.size().along(axis);
            double millimetres = wanted.along(scan.orientation().axis(axis).world());
            double ratio = scan.spacing().along(axis) / millimetres;
            whole[axis] = Math.max(1, Math.rint((voxels - 1) * ratio + 1));
            body[axis] = Math.max(1, Math.floor(BODY * voxels * ratio));
            least[axis] = (int) Math.max(1, BODY * voxels);
            vanishes |= voxels > 1 && whole[axis] < 2;
        }
        if (vanishes) {
            return Optional.of(text(scan, whole) + ": a whole axis in one voxel");
        }
        boolean fits = new GridLimit(new Geometry(Size.of(least), scan.affine())).allows(body);
        return fits ? Optional.empty() : Optional.of(text(scan, whole) + ": more than can be worked on");
    }

    private static String text(Geometry scan, double... voxels) {
        Spacing spacing = scan.spacing();
        return String.format(
                Locale.ROOT,
                "%s voxels of %.4g × %.4g × %.4g mm, which become %.4g × %.4g × %.4g voxels",
                scan.size(),
                spacing.x(),
                spacing.y(),
                spacing.z(),
                voxels[0],
                voxels[1],
                voxels[2]);
    }
}
