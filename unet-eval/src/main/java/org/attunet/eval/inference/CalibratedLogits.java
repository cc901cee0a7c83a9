package org.attunet.eval.inference;

import java.util.List;
import org.attunet.data.volume.Mask;
import org.attunet.data.volume.Volume;
import org.attunet.eval.quality.MaskTraits;

/**
 * Logits that are divided by a temperature before they become probabilities.
 *
 * @param perClass one volume a class, all on one grid
 * @param temperature above 0
 */
public record CalibratedLogits(List<Volume> perClass, double temperature) {
    private static final double UNLIKELY = Math.log(100);

    /** The most probable class of every voxel. */
    public Mask largest() {
        return Classes.largest(perClass);
    }

    /** Probability of a class at a flat index. */
    public double probability(int of, int index) {
        float own = perClass.get(of).get(index);
        double sum = 0;
        for (Volume volume : perClass) {
            sum += Math.exp(((double) volume.get(index) - own) / temperature);
        }
        return 1 / sum;
    }

    /** The same, and 0 where background is a hundred times as probable, as it is of nearly all voxels. */
    double likely(int of, int index) {
        double less = (perClass.get(0).get(index) - (double) perClass.get(of).get(index)) / temperature;
        return less > UNLIKELY ? 0 : probability(of, index);
    }

    /** What the mask of class 1 shows of its own quality. */
    public MaskTraits traits() {
        SlabwiseTraits all = new SlabwiseTraits(perClass.get(0).geometry(), temperature);
        all.accept(0, perClass);
        return all.traits();
    }
}
