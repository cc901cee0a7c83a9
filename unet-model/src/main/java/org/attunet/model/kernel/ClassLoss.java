package org.attunet.model.kernel;

import java.util.Arrays;

/**
 * A loss made of {@link ClassSums}: {@code Σ dice (1 − (2 Σpy + a) / (Σp + Σy + b)) − logarithm Σ y log p}, over all planes.
 *
 * @param classes C of each prediction
 * @param dice weight of each plane's Dice term
 * @param logarithm weight of each plane's logarithms
 * @param a smooths the numerator
 * @param b smooths the denominator
 */
public record ClassLoss(int classes, double[] dice, double[] logarithm, double a, double b) {
    /** Whether logarithms count. */
    public boolean hasLogarithms() {
        return Arrays.stream(logarithm).anyMatch(weight -> weight != 0);
    }

    /** {@code 2 Σpy + a} of a plane. */
    public double numerator(ClassSums sums, int plane) {
        return 2 * sums.overlap()[plane] + a;
    }

    /** {@code Σp + Σy + b} of a plane. */
    public double denominator(ClassSums sums, int plane) {
        return sums.probability()[plane] + sums.labelled()[plane] + b;
    }

    /** By each sum; of {@code w (1 − n / d)} {@code w n / d²} by Σp, {@code −2 w / d} by Σpy. */
    ClassSums gradient(ClassSums sums) {
        ClassSums by = ClassSums.zeros(dice.length);
        for (int plane = 0; plane < dice.length; plane++) {
            double denominator = denominator(sums, plane);
            by.probability()[plane] = dice[plane] * numerator(sums, plane) / (denominator * denominator);
            by.overlap()[plane] = -2 * dice[plane] / denominator;
            by.logarithm()[plane] = -logarithm[plane];
        }
        return by;
    }
}
