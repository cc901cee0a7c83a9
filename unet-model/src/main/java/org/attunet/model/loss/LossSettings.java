package org.attunet.model.loss;

import java.util.ArrayList;
import java.util.List;
import org.attunet.model.SettingsException;

/**
 * The training loss: {@code dice-weight · Dice + cross-entropy-weight · CE} of every prediction, weighted 2^(n−1) … 1 over n
 * predictions and divided by the sum of these weights.
 *
 * @param kind which parts
 * @param diceWeight weight of the Dice part
 * @param crossEntropyWeight weight of the cross-entropy part, where there is one
 * @param classWeights weight of each class; empty: all 1. Dice becomes {@code Σ w_c (1 − d_c) / Σ w_c}, the cross entropy
 *     {@code Σ w_label · CE / voxels}: PyTorch's {@code reduction='none'} with its mean taken over all voxels, not over their weights
 */
public record LossSettings(LossKind kind, double diceWeight, double crossEntropyWeight, List<Double> classWeights) {
    /** Checks the weights. */
    public LossSettings {
        classWeights = List.copyOf(classWeights);
        if (!(diceWeight >= 0 && crossEntropyWeight >= 0 && diceWeight + crossEntropyWeight > 0)) {
            throw new SettingsException("loss weights must not be negative nor all 0, not dice-weight " + diceWeight
                    + ", cross-entropy-weight " + crossEntropyWeight);
        }
        if (kind != LossKind.DICE_CE && diceWeight == 0) {
            throw new SettingsException(
                    "loss.dice-weight 0 leaves nothing of a loss without cross entropy; set loss.kind" + " to dice-ce");
        }
        boolean allZero = !classWeights.isEmpty() && classWeights.stream().allMatch(w -> w == 0);
        if (allZero || classWeights.stream().anyMatch(w -> !(w >= 0))) {
            throw new SettingsException("loss.class-weights must not be negative nor all 0, not " + classWeights);
        }
    }

    /** The reference's weights, 1 and 1. */
    public static LossSettings of(LossKind kind) {
        return new LossSettings(kind, 1, 1, List.of());
    }

    /** Weights of n predictions: 4/7, 2/7, 1/7 for three. */
    public static List<Double> supervisionWeights(int predictions) {
        double sum = (1 << predictions) - 1;
        List<Double> weights = new ArrayList<>();
        for (int n = predictions - 1; n >= 0; n--) {
            weights.add((1 << n) / sum);
        }
        return weights;
    }

    /** The cross entropy's weight, 0 where there is none. */
    public double effectiveCrossEntropyWeight() {
        return kind == LossKind.DICE_CE ? crossEntropyWeight : 0;
    }
}
