package org.attunet.eval.report;

import java.util.Optional;
import java.util.function.IntToDoubleFunction;
import org.attunet.data.volume.Affine;
import org.attunet.data.volume.Box;
import org.attunet.data.volume.Geometry;
import org.attunet.data.volume.Mask;
import org.attunet.data.volume.Size;
import org.attunet.data.volume.Volume;

/**
 * The surroundings of an organ, small enough for a page to carry: a box around the label with a margin, every n-th voxel
 * where it would be too large. It depends on the label alone, so runs on one dataset share it.
 */
final class CroppedView {
    private static final double MARGIN_MM = 45;
    private static final int MOST_VOXELS = 900_000;
    /** HU in steps of this compress to half; no eye sees the difference. */
    private static final int HU_STEP = 4;

    private final Geometry source;
    private final Box box;
    private final int[] step = {1, 1, 1};
    private final Geometry grid;

    private CroppedView(Geometry source, Box box) {
        this.source = source;
        this.box = box;
        while (size().voxels() > MOST_VOXELS) {
            step[finest()]++;
        }
        double[][] scale = {{step[0], 0, 0, 0}, {0, step[1], 0, 0}, {0, 0, step[2], 0}, {0, 0, 0, 1}};
        this.grid = new Geometry(
                size(), source.affine().movedTo(box.x0(), box.y0(), box.z0()).after(Affine.of(scale)));
    }

    /** Around a label; the whole image where there is none. */
    static CroppedView around(Mask mask, int label) {
        Size size = mask.size();
        Optional<Box> box = Box.around(mask, label).map(found -> widened(found, mask.geometry()));
        return new CroppedView(mask.geometry(), box.orElse(new Box(0, 0, 0, size.x(), size.y(), size.z())));
    }

    private static Box widened(Box box, Geometry grid) {
        int[] from = new int[3];
        int[] to = new int[3];
        for (int axis = 0; axis < 3; axis++) {
            int margin = (int) Math.ceil(MARGIN_MM / grid.spacing().along(axis));
            from[axis] = Math.max(0, box.from(axis) - margin);
            to[axis] = Math.min(grid.size().along(axis), box.to(axis) + margin);
        }
        return new Box(from[0], from[1], from[2], to[0], to[1], to[2]);
    }

    private Size size() {
        return new Size(along(0), along(1), along(2));
    }

    private int along(int axis) {
        return (box.to(axis) - box.from(axis) + step[axis] - 1) / step[axis];
    }

    /** The axis with the smallest distance between voxels. */
    private int finest() {
        int finest = 0;
        for (int axis = 1; axis < 3; axis++) {
            if (step[axis] * source.spacing().along(axis)
                    < step[finest] * source.spacing().along(finest)) {
                finest = axis;
            }
        }
        return finest;
    }

    /** The CT here, in steps of a few HU. */
    Volume of(Volume image) {
        short[] values = new short[grid.size().voxels()];
        for (int n = 0; n < values.length; n++) {
            values[n] = (short) (HU_STEP * Math.round(image.get(inSource(n)) / HU_STEP));
        }
        return Volume.of(grid, values);
    }

    /** One label of a mask here, as 1. */
    Mask of(Mask mask, int label) {
        byte[] values = new byte[grid.size().voxels()];
        for (int n = 0; n < values.length; n++) {
            values[n] = (byte) (mask.get(inSource(n)) == label ? 1 : 0);
        }
        return new Mask(grid, values);
    }

    /** Shares from 0 to 1 here, in whole percent; {@code share} gives them at a flat index of the source. */
    Volume percent(IntToDoubleFunction share) {
        short[] values = new short[grid.size().voxels()];
        for (int n = 0; n < values.length; n++) {
            values[n] = PercentMap.of(share.applyAsDouble(inSource(n)));
        }
        return Volume.of(grid, values);
    }

    private int inSource(int n) {
        Size size = grid.size();
        int i = n % size.x();
        int j = n / size.x() % size.y();
        int k = n / size.x() / size.y();
        return source.size().index(box.x0() + i * step[0], box.y0() + j * step[1], box.z0() + k * step[2]);
    }
}
