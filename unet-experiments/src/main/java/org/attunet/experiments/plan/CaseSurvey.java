package org.attunet.experiments.plan;

import org.attunet.data.dataset.Case;
import org.attunet.data.transform.Sample;
import org.attunet.data.volume.Box;
import org.attunet.data.volume.Geometry;
import org.attunet.data.volume.Mask;

/**
 * What one labelled case measures along the body's axes: left–right, back–front, bottom–top.
 *
 * @param spacing mm between voxels
 * @param extent mm of the whole scan
 * @param organ mm of the largest label's box along each axis; 0 where nothing is labelled
 * @param classes 1 + the largest class in the label
 */
record CaseSurvey(double[] spacing, double[] extent, double[] organ, int classes) {
    private static final int MOST_CLASSES = 256;

    static CaseSurvey of(Case source, Sample sample) {
        Mask label = sample.label().orElseThrow(() -> new IllegalArgumentException(source.id() + " has no label"));
        Geometry grid = sample.image().geometry();
        double[] spacing = new double[3];
        double[] extent = new double[3];
        double[] organ = new double[3];
        for (int axis = 0; axis < 3; axis++) {
            int world = grid.orientation().axis(axis).world();
            spacing[world] = grid.spacing().along(axis);
            extent[world] = spacing[world] * grid.size().along(axis);
        }
        boolean[] found = classes(label);
        int classes = 1;
        for (int c = 1; c < MOST_CLASSES; c++) {
            if (found[c]) {
                classes = c + 1;
                Box box = Box.around(label, c).orElseThrow();
                for (int axis = 0; axis < 3; axis++) {
                    int world = grid.orientation().axis(axis).world();
                    organ[world] =
                            Math.max(organ[world], spacing[world] * box.size().along(axis));
                }
            }
        }
        return new CaseSurvey(spacing, extent, organ, classes);
    }

    private static boolean[] classes(Mask label) {
        boolean[] found = new boolean[MOST_CLASSES];
        for (byte voxel : label.labels()) {
            found[voxel & 0xff] = true;
        }
        return found;
    }
}
