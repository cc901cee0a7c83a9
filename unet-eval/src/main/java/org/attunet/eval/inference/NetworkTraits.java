package org.attunet.eval.inference;

import java.util.List;
import org.attunet.data.volume.Geometry;
import org.attunet.data.volume.Mask;
import org.attunet.data.volume.Volume;
import org.attunet.eval.quality.MaskTraits;

/**
 * What the mask of class 1 shows of its own quality, on the network's grid. The same for any thickness of slabs: of their logits, a sum in the
 * order of voxels and a byte a voxel are kept.
 */
public final class NetworkTraits implements LogitSink {
    private static final int ORGAN = 1;

    private final Geometry grid;
    private final byte[] labels;
    private double margins;

    /** Of slabs of a grid. */
    NetworkTraits(Geometry grid) {
        this.grid = grid;
        this.labels = new byte[grid.size().voxels()];
    }

    /** Of a whole grid, one volume of logits a class. */
    public static MaskTraits of(List<Volume> logits) {
        NetworkTraits all = new NetworkTraits(logits.get(0).geometry());
        all.accept(0, logits);
        return all.traits();
    }

    @Override
    public void accept(int first, List<Volume> perClass) {
        Mask largest = Classes.largest(perClass);
        int known = first == 0 ? 0 : grid.size().index(0, 0, 1);
        for (int n = known; n < largest.labels().length; n++) {
            margins += largest.get(n) == ORGAN ? margin(perClass, n) : 0;
        }
        int from = grid.size().index(0, 0, first);
        System.arraycopy(largest.labels(), known, labels, from + known, largest.labels().length - known);
    }

    private static double margin(List<Volume> perClass, int n) {
        float other = Float.NEGATIVE_INFINITY;
        for (int c = 0; c < perClass.size(); c++) {
            other = c == ORGAN ? other : Math.max(other, perClass.get(c).get(n));
        }
        return (double) perClass.get(ORGAN).get(n) - other;
    }

    MaskTraits traits() {
        return MaskTraits.of(new Mask(grid, labels), ORGAN, margins);
    }
}
