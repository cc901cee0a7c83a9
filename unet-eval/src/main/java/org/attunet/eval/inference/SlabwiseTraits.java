package org.attunet.eval.inference;

import java.util.List;
import org.attunet.data.volume.Geometry;
import org.attunet.data.volume.Mask;
import org.attunet.data.volume.Volume;
import org.attunet.eval.quality.MaskTraits;
import org.attunet.eval.quality.TraitSums;

/**
 * What the mask of class 1 shows of its own quality, on the network's grid. The same for any thickness of slabs: of their logits, sums in the
 * order of voxels and a byte a voxel are kept.
 */
final class SlabwiseTraits implements LogitSink {
    private static final int ORGAN = 1;

    private final Geometry grid;
    private final double temperature;
    private final byte[] labels;
    private final TraitSums sums = new TraitSums();

    /**
     * @param grid of all slabs
     * @param temperature that logits are divided by before they become probabilities
     */
    SlabwiseTraits(Geometry grid, double temperature) {
        this.grid = grid;
        this.temperature = temperature;
        this.labels = new byte[grid.size().voxels()];
    }

    @Override
    public void accept(int first, List<Volume> perClass) {
        CalibratedLogits slab = new CalibratedLogits(perClass, temperature);
        Mask largest = slab.largest();
        int known = first == 0 ? 0 : grid.size().index(0, 0, 1);
        for (int n = known; n < largest.labels().length; n++) {
            sums.add(slab.likely(ORGAN, n), largest.get(n) == ORGAN);
        }
        int from = grid.size().index(0, 0, first);
        System.arraycopy(largest.labels(), known, labels, from + known, largest.labels().length - known);
    }

    MaskTraits traits() {
        return sums.traits(new Mask(grid, labels), ORGAN);
    }
}
