package org.attunet.data.dicom;

import org.attunet.data.volume.Affine;
import org.attunet.data.volume.Geometry;
import org.attunet.data.volume.Size;
import org.attunet.data.volume.Volume;
import org.attunet.data.volume.VolumeStatistics;

/**
 * Shifts the slices of a tilted gantry onto an upright grid, which is enlarged to hold all of them; bilinear. What no
 * slice covers gets the lowest value.
 */
final class TiltCorrection {
    private final Stack stack;
    private final Volume tilted;
    private final double fill;
    private final int left;
    private final int top;
    private final Size size;

    TiltCorrection(Stack stack, Volume tilted) {
        this.stack = stack;
        this.tilted = tilted;
        this.fill = VolumeStatistics.of(tilted).min();
        int last = tilted.size().z() - 1;
        double along = stack.columnsAlong(last);
        double down = stack.rowsDown(last);
        this.left = (int) Math.floor(Math.min(0, along));
        this.top = (int) Math.floor(Math.min(0, down));
        this.size = new Size(
                tilted.size().x() + (int) Math.ceil(Math.max(0, along)) - left,
                tilted.size().y() + (int) Math.ceil(Math.max(0, down)) - top,
                tilted.size().z());
    }

    Volume upright() {
        float[] values = new float[size.voxels()];
        for (int k = 0; k < size.z(); k++) {
            double along = stack.columnsAlong(k);
            double down = stack.rowsDown(k);
            for (int j = 0; j < size.y(); j++) {
                for (int i = 0; i < size.x(); i++) {
                    values[size.index(i, j, k)] = (float) at(i + left - along, j + top - down, k);
                }
            }
        }
        Affine affine = stack.uprightAffine().movedTo(left, top, 0);
        Geometry geometry = new Geometry(size, affine);
        return tilted.isShort() ? Volume.of(geometry, rounded(values)) : Volume.of(geometry, values);
    }

    private double at(double column, double row, int k) {
        int i = (int) Math.floor(column);
        int j = (int) Math.floor(row);
        double x = column - i;
        double y = row - j;
        return (1 - y) * ((1 - x) * value(i, j, k) + x * value(i + 1, j, k))
                + y * ((1 - x) * value(i, j + 1, k) + x * value(i + 1, j + 1, k));
    }

    private double value(int i, int j, int k) {
        return tilted.size().contains(i, j, k) ? tilted.get(i, j, k) : fill;
    }

    private static short[] rounded(float[] values) {
        short[] shorts = new short[values.length];
        for (int n = 0; n < shorts.length; n++) {
            shorts[n] = (short) Math.rint(values[n]);
        }
        return shorts;
    }
}
