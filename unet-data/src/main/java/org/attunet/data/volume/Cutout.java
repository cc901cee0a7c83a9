package org.attunet.data.volume;

import java.util.Arrays;

/**
 * A box of a grid as a grid of its own, and the way back.
 *
 * @param whole the grid
 * @param box on it
 */
public record Cutout(Geometry whole, Box box) {
    /** The grid of the box. */
    public Geometry grid() {
        return new Geometry(box.size(), whole.affine().movedTo(box.x0(), box.y0(), box.z0()));
    }

    /** The box of a volume on the whole grid. */
    public Volume of(Volume volume) {
        float[] from = volume.floats();
        float[] cut = new float[box.size().voxels()];
        rows((inWhole, inBox, length) -> System.arraycopy(from, inWhole, cut, inBox, length));
        return Volume.of(grid(), cut);
    }

    /** The box of a mask on the whole grid. */
    public Mask of(Mask mask) {
        byte[] cut = new byte[box.size().voxels()];
        rows((inWhole, inBox, length) -> System.arraycopy(mask.labels(), inWhole, cut, inBox, length));
        return new Mask(grid(), cut);
    }

    /** A volume on the box's grid, on the whole one; {@code outside} where the box is not. */
    public Volume back(Volume volume, float outside) {
        float[] from = volume.floats();
        float[] values = new float[whole.size().voxels()];
        Arrays.fill(values, outside);
        rows((inWhole, inBox, length) -> System.arraycopy(from, inBox, values, inWhole, length));
        return Volume.of(whole, values);
    }

    /** A mask on the box's grid, on the whole one; background where the box is not. */
    public Mask back(Mask mask) {
        byte[] labels = new byte[whole.size().voxels()];
        rows((inWhole, inBox, length) -> System.arraycopy(mask.labels(), inBox, labels, inWhole, length));
        return new Mask(whole, labels);
    }

    /** Something done to a row of the box's voxels along the first axis. */
    @FunctionalInterface
    private interface Row {
        void at(int inWhole, int inBox, int length);
    }

    private void rows(Row row) {
        Size size = box.size();
        for (int k = 0; k < size.z(); k++) {
            for (int j = 0; j < size.y(); j++) {
                row.at(whole.size().index(box.x0(), box.y0() + j, box.z0() + k), size.index(0, j, k), size.x());
            }
        }
    }
}
