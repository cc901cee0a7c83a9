package org.attunet.eval.inference;

import java.util.List;
import org.attunet.data.volume.Geometry;
import org.attunet.data.volume.Volume;

/** Slabs put together to logits of the whole image. */
final class WholeLogits implements LogitSink {
    private final Geometry grid;
    private float[][] values;

    WholeLogits(Geometry grid) {
        this.grid = grid;
    }

    @Override
    public void accept(int first, List<Volume> perClass) {
        if (values == null) {
            values = new float[perClass.size()][grid.size().voxels()];
        }
        int from = grid.size().index(0, 0, first);
        for (int c = 0; c < values.length; c++) {
            float[] slab = perClass.get(c).floats();
            System.arraycopy(slab, 0, values[c], from, slab.length);
        }
    }

    /** One volume a class. */
    List<Volume> volumes() {
        return Classes.volumes(grid, values);
    }
}
