package org.attunet.eval.metric;

import java.util.stream.IntStream;
import org.attunet.data.volume.Box;
import org.attunet.data.volume.Geometry;
import org.attunet.data.volume.Mask;
import org.attunet.data.volume.Size;
import org.attunet.data.volume.Spacing;

/**
 * The reference project's surface distance: on the 2 mm grid that its networks see, in voxels of it (so half a voxel is a
 * millimetre). Masks of other grids are brought there as its preprocessing brings labels: the first voxel towards left,
 * posterior and inferior stays in its place, and every voxel takes the nearest value, halves to even.
 */
final class ReferenceGrid {
    private static final double STEP_MM = 2;

    private ReferenceGrid() {}

    /**
     * Average symmetric surface distance in voxels; NaN where a mask is empty on this grid.
     *
     * @param box what holds both masks, on their own grid
     */
    static double distance(MaskPair masks, int label, Box box) {
        // The axes keep the array's order: a grid of cubes does not mind.
        int[][] sources = IntStream.range(0, 3)
                .mapToObj(axis -> sources(masks.label().geometry(), axis, box))
                .toArray(int[][]::new);
        Crop prediction = resample(masks.prediction(), label, sources);
        Crop truth = resample(masks.label(), label, sources);
        if (prediction.count() == 0 || truth.count() == 0) {
            return Double.NaN;
        }
        return SurfaceDistances.between(prediction, truth).mean();
    }

    /** For each index of the 2 mm grid along {@code axis} whose nearest voxel lies in the box: that voxel's index. */
    private static int[] sources(Geometry geometry, int axis, Box box) {
        int length = geometry.size().along(axis);
        double step = STEP_MM / geometry.spacing().along(axis);
        boolean flipped = geometry.orientation().axis(axis).flipped();
        return IntStream.range(0, (int) Math.rint((length - 1) / step + 1))
                .map(index -> Math.min((int) Math.rint(index * step), length - 1))
                .map(source -> flipped ? length - 1 - source : source)
                .filter(source -> source >= box.from(axis) && source < box.to(axis))
                .toArray();
    }

    private static Crop resample(Mask mask, int label, int[][] sources) {
        Size size = new Size(sources[0].length + 2, sources[1].length + 2, sources[2].length + 2);
        byte[] inside = new byte[size.voxels()];
        for (int k = 0; k < sources[2].length; k++) {
            for (int j = 0; j < sources[1].length; j++) {
                for (int i = 0; i < sources[0].length; i++) {
                    if (mask.get(sources[0][i], sources[1][j], sources[2][k]) == label) {
                        inside[size.index(i + 1, j + 1, k + 1)] = 1;
                    }
                }
            }
        }
        return new Crop(size, inside, Spacing.isotropic(1));
    }
}
