package org.attunet.eval.quality;

import org.attunet.data.volume.ConnectedComponents;
import org.attunet.data.volume.Mask;

/** Adds up what voxels of a mask and around it show, one after the other. */
public final class TraitSums {
    private static final double LOW = 0.3;
    private static final double HIGH = 0.7;

    private double inside;
    private double all;
    private long low;
    private long high;

    /**
     * Takes a voxel.
     *
     * @param probability of the organ
     * @param inMask whether it belongs to the mask of the organ
     */
    public void add(double probability, boolean inMask) {
        all += probability;
        inside += inMask ? probability : 0;
        low += probability > LOW ? 1 : 0;
        high += probability > HIGH ? 1 : 0;
    }

    /**
     * What they show, and the mask itself.
     *
     * @param mask labels of all voxels that were taken
     * @param organ the organ's label
     */
    public MaskTraits traits(Mask mask, int organ) {
        int voxels = mask.count(organ);
        if (voxels == 0) {
            return MaskTraits.EMPTY;
        }
        return new MaskTraits(
                2 * inside / (voxels + all),
                inside / voxels,
                low == 0 ? 0 : 2.0 * high / (low + high),
                (double) border(mask, organ) / voxels,
                mask.millilitres(organ),
                (double) ConnectedComponents.sizes(mask, organ).get(0) / voxels);
    }

    private static int border(Mask mask, int organ) {
        int end = mask.labels().length;
        int count = 0;
        for (int n = mask.next(organ, 0, end); n < end; n = mask.next(organ, n + 1, end)) {
            count += isAtBorder(mask, organ, n) ? 1 : 0;
        }
        return count;
    }

    private static boolean isAtBorder(Mask mask, int organ, int n) {
        int x = mask.size().x();
        int y = mask.size().y();
        int i = n % x;
        int j = n / x % y;
        int k = n / x / y;
        return i == 0
                || j == 0
                || k == 0
                || i == x - 1
                || j == y - 1
                || k == mask.size().z() - 1
                || mask.get(n - 1) != organ
                || mask.get(n + 1) != organ
                || mask.get(n - x) != organ
                || mask.get(n + x) != organ
                || mask.get(n - x * y) != organ
                || mask.get(n + x * y) != organ;
    }
}
