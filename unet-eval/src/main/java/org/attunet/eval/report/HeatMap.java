package org.attunet.eval.report;

import java.awt.Color;
import org.attunet.data.volume.Affine;
import org.attunet.data.volume.Size;
import org.attunet.data.volume.Volume;

/**
 * A map drawn in colours over a CT, on whatever grid of the same world: transparent where it is 0, then from violet by orange to
 * yellow, which differ in brightness too and so for every eye.
 *
 * @param name for readers
 * @param values of the map
 * @param full the value that has the last colour
 */
public record HeatMap(String name, Volume values, double full) {
    private static final int[] COLOURS = {0x1b0c41, 0x781c6d, 0xcf4446, 0xfb9a06, 0xfcffa4};
    private static final double STRONGEST = 0.78;

    /** World millimetres to a position between voxels. */
    Affine fromWorld() {
        return values.geometry().affine().inverse();
    }

    /** The share of {@link #full} at a position between voxels, interpolated; 0 outside. */
    double at(double[] voxel) {
        Size size = values.size();
        int[] low = new int[3];
        double[] weight = new double[3];
        for (int axis = 0; axis < 3; axis++) {
            int last = size.along(axis) - 1;
            if (!(voxel[axis] >= -0.5 && voxel[axis] <= last + 0.5)) {
                return 0;
            }
            double inside = Math.max(0, Math.min(last, voxel[axis]));
            low[axis] = Math.min((int) inside, Math.max(0, last - 1));
            weight[axis] = inside - low[axis];
        }
        double sum = 0;
        for (int corner = 0; corner < 8; corner++) {
            double share = 1;
            int[] at = low.clone();
            for (int axis = 0; axis < 3; axis++) {
                boolean upper = (corner >> axis & 1) == 1;
                share *= upper ? weight[axis] : 1 - weight[axis];
                at[axis] += upper ? 1 : 0;
            }
            if (share > 0) {
                sum += share * values.get(at[0], at[1], at[2]);
            }
        }
        return Math.max(0, Math.min(1, sum / full));
    }

    /** How much of the picture below a share covers. */
    static double opacity(double share) {
        return STRONGEST * Math.min(1, 1.5 * share);
    }

    /** A share's colour, between those of the scale. */
    static Color colour(double share) {
        double place = Math.max(0, Math.min(1, share)) * (COLOURS.length - 1);
        int low = Math.min((int) place, COLOURS.length - 2);
        return mixed(new Color(COLOURS[low]), new Color(COLOURS[low + 1]), place - low);
    }

    static Color mixed(Color under, Color over, double share) {
        return new Color(
                mixed(under.getRed(), over.getRed(), share),
                mixed(under.getGreen(), over.getGreen(), share),
                mixed(under.getBlue(), over.getBlue(), share));
    }

    private static int mixed(int under, int over, double share) {
        return (int) Math.round(under + share * (over - under));
    }
}
