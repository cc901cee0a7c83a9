package org.attunet.eval.inference;

import java.util.List;
import org.attunet.data.volume.Mask;
import org.attunet.data.volume.Volume;

/**
 * How far the members of an ensemble agree about an image.
 *
 * @param map share of the members, above 0 to 1, whose own mask has the class of the common one, voxel by voxel on the image's grid
 * @param dice mean over all pairs of members of the Dice of their masks, all classes but background taken as one; 1 where no mask has a
 *     voxel
 */
public record Agreement(Volume map, double dice) {
    /**
     * Of members' masks.
     *
     * @param members two at least, on the grid of the common mask
     */
    static Agreement of(List<Mask> members, Mask common) {
        float[] share = new float[common.labels().length];
        for (Mask member : members) {
            for (int n = 0; n < share.length; n++) {
                share[n] += member.get(n) == common.get(n) ? 1 : 0;
            }
        }
        for (int n = 0; n < share.length; n++) {
            share[n] /= members.size();
        }
        return new Agreement(Volume.of(common.geometry(), share), meanDice(members));
    }

    private static double meanDice(List<Mask> members) {
        double sum = 0;
        int pairs = 0;
        for (int a = 0; a < members.size(); a++) {
            for (int b = 0; b < a; b++) {
                sum += dice(members.get(a), members.get(b));
                pairs++;
            }
        }
        return sum / pairs;
    }

    private static double dice(Mask a, Mask b) {
        long both = 0;
        long either = 0;
        for (int n = 0; n < a.labels().length; n++) {
            both += a.get(n) != 0 && b.get(n) != 0 ? 1 : 0;
            either += (a.get(n) != 0 ? 1 : 0) + (b.get(n) != 0 ? 1 : 0);
        }
        return either == 0 ? 1 : 2.0 * both / either;
    }
}
