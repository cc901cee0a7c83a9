package org.attunet.data.dataset;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.attunet.data.BadInput;
import org.attunet.data.Finding;
import org.attunet.data.Severity;
import org.attunet.data.nifti.AffineSource;
import org.attunet.data.nifti.NiftiHeader;
import org.attunet.data.volume.Geometry;
import org.attunet.data.volume.GridTolerance;
import org.attunet.data.volume.Size;
import org.attunet.data.volume.Spacing;

/** Whether image and label lie on one grid: findings L1 (shape), L2 (spacing), L3 (place) and N13 (no sform or qform to decide by). */
final class GridCheck {
    private GridCheck() {}

    static List<Finding> of(NiftiHeader image, NiftiHeader label) {
        List<Finding> findings = new ArrayList<>();
        if (!image.size().equals(label.size())) {
            add(findings, BadInput.L1, "the label has %s voxels, the image %s", label.size(), image.size());
        }
        double distance = distance(image.geometry(), label.geometry());
        boolean spaced = !GridTolerance.alike(label.spacing(), image.spacing());
        if (spaced) {
            add(findings, BadInput.L2, "the label's voxels are %s mm, the image's %s mm", text(label), text(image));
        }
        if (distance > GridTolerance.PLACE_MM && !spaced) {
            add(
                    findings,
                    BadInput.L3,
                    "the label lies up to %.2f mm away from the image (orientation %s, the image %s)",
                    distance,
                    label.orientation().code(),
                    image.orientation().code());
        }
        if (!findings.isEmpty() && (image.form() == AffineSource.NONE || label.form() == AffineSource.NONE)) {
            add(
                    findings,
                    BadInput.N13,
                    "image and label differ, and one of them has neither sform nor qform to tell its place");
        }
        return findings;
    }

    /** Largest distance of corresponding corners of grids that have the image's size. */
    private static double distance(Geometry image, Geometry label) {
        Size size = image.size();
        return image.cornerDistance(new Geometry(size, label.affine()));
    }

    private static String text(NiftiHeader header) {
        Spacing spacing = header.spacing();
        return String.format(Locale.ROOT, "%.4g × %.4g × %.4g", spacing.x(), spacing.y(), spacing.z());
    }

    private static void add(List<Finding> findings, BadInput code, String format, Object... values) {
        String remedy = "; give the label that was drawn on this image, or resample it to the image's grid";
        findings.add(Finding.of(code, Severity.ERROR, String.format(Locale.ROOT, format, values) + remedy));
    }
}
