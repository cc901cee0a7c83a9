package org.attunet.data.dataset;

import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.attunet.data.PngFile;
import org.attunet.data.volume.Mask;
import org.attunet.data.volume.Orientation;
import org.attunet.data.volume.Size;
import org.attunet.data.volume.Volume;
import org.attunet.data.volume.VolumeStatistics;

/**
 * A picture to judge a label by: axial, coronal and sagittal slice through its centre, its outline in blue, the patient's
 * right on the left, front and head up; below, the same with the label mirrored, where that was found to fit better.
 */
final class CheckPicture {
    private static final int PANEL = 320;
    private static final int BLUE = 0x4080ff;
    private static final double SOFT_TISSUE_LOW = -160;
    private static final double SOFT_TISSUE_HIGH = 240;

    /** World axes across, down and through each of the three views. */
    private static final int[][] VIEWS = {{0, 1, 2}, {0, 2, 1}, {1, 2, 0}};

    private final Volume image;
    private final Mask label;
    private final double low;
    private final double high;
    /** Array axis along each world axis. */
    private final int[] axes = new int[3];

    private final boolean[] descending = new boolean[3];
    private final double millimetresAPixel;

    private CheckPicture(Volume image, Mask label) {
        this.image = image;
        this.label = label;
        VolumeStatistics values = VolumeStatistics.of(image);
        boolean ct = values.min() < SOFT_TISSUE_LOW && values.max() > 0;
        low = ct ? SOFT_TISSUE_LOW : values.min();
        high = ct ? SOFT_TISSUE_HIGH : values.max();
        Orientation orientation = image.geometry().orientation();
        double longest = 0;
        for (int axis = 0; axis < 3; axis++) {
            axes[orientation.axis(axis).world()] = axis;
            descending[orientation.axis(axis).world()] = orientation.axis(axis).flipped();
            longest = Math.max(
                    longest,
                    image.size().along(axis) * image.geometry().spacing().along(axis));
        }
        millimetresAPixel = longest / PANEL;
    }

    /** Writes the picture as PNG; the folder is made if it is not there. */
    static void write(Path file, Volume image, Mask label, Optional<Flip> rival) {
        CheckPicture picture = new CheckPicture(image, label);
        List<Flip> rows = new ArrayList<>(List.of(Flip.NONE));
        rival.ifPresent(rows::add);
        BufferedImage canvas = new BufferedImage(VIEWS.length * PANEL, rows.size() * PANEL, BufferedImage.TYPE_INT_RGB);
        for (int row = 0; row < rows.size(); row++) {
            for (int view = 0; view < VIEWS.length; view++) {
                picture.draw(canvas, view * PANEL, row * PANEL, VIEWS[view], rows.get(row));
            }
        }
        PngFile.write(file, canvas);
    }

    private void draw(BufferedImage canvas, int left, int top, int[] view, Flip flip) {
        int[] at = centre(flip);
        for (int row = 0; row < PANEL; row++) {
            for (int column = 0; column < PANEL; column++) {
                if (place(at, view, column, row)) {
                    boolean edge = isEdge(at.clone(), view, column, row, flip);
                    canvas.setRGB(left + column, top + row, edge ? BLUE : grey(at));
                }
            }
        }
    }

    /** Voxel in the middle of the label. */
    private int[] centre(Flip flip) {
        Size size = label.size();
        double[] sum = new double[3];
        int count = 0;
        for (int n = 0; n < size.voxels(); n++) {
            if (label.labels()[n] != 0) {
                int plane = n / size.x();
                int k = plane / size.y();
                sum[0] += n % size.x();
                sum[1] += plane % size.y();
                sum[2] += k;
                count++;
            }
        }
        int[] centre = new int[3];
        for (int axis = 0; axis < 3; axis++) {
            int middle = (int) Math.round(sum[axis] / Math.max(1, count));
            centre[axis] = flip.along(axis) ? size.along(axis) - 1 - middle : middle;
        }
        return centre;
    }

    /** Sets {@code at} to the voxel under a pixel; false beside the image. */
    private boolean place(int[] at, int[] view, int column, int row) {
        return place(at, view[0], column) && place(at, view[1], row);
    }

    private boolean place(int[] at, int world, int pixel) {
        int axis = axes[world];
        int length = image.size().along(axis);
        int index = (int) Math.floor(
                (pixel + 0.5) * millimetresAPixel / image.geometry().spacing().along(axis));
        // Right, front and head come first on the page, and they are the high ends of the world axes.
        at[axis] = descending[world] ? index : length - 1 - index;
        return index < length;
    }

    private boolean isEdge(int[] at, int[] view, int column, int row, Flip flip) {
        int here = value(at, flip);
        if (here == 0) {
            return false;
        }
        int[][] neighbours = {{column - 1, row}, {column + 1, row}, {column, row - 1}, {column, row + 1}};
        for (int[] neighbour : neighbours) {
            boolean inside = neighbour[0] >= 0 && neighbour[1] >= 0 && place(at, view, neighbour[0], neighbour[1]);
            if (!inside || value(at, flip) != here) {
                return true;
            }
        }
        return false;
    }

    private int value(int[] at, Flip flip) {
        int[] from = at.clone();
        for (int axis = 0; axis < 3; axis++) {
            from[axis] = flip.along(axis) ? label.size().along(axis) - 1 - at[axis] : at[axis];
        }
        return label.get(from[0], from[1], from[2]);
    }

    private int grey(int[] at) {
        double share = (image.get(at[0], at[1], at[2]) - low) / (high - low);
        int level = (int) Math.round(255 * Math.max(0, Math.min(1, share)));
        return level << 16 | level << 8 | level;
    }
}
