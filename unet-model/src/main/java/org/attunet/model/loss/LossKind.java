package org.attunet.model.loss;

/** What a prediction is scored by while training. */
public enum LossKind {
    /** Soft Dice over all classes, background included, smoothed by 1e-5 (MONAI's {@code DiceLoss(softmax=True)}). */
    DICE,
    /** The same plus softmax cross entropy. */
    DICE_CE,
    /** The paper's soft Dice: {@code 1 − 2 (Σpg + 0.01) / (Σp + Σg + 0.01)}. */
    PAPER_DICE;

    /** Added to {@code 2 Σpg}. */
    public double numeratorSmoothing() {
        return this == PAPER_DICE ? 0.02 : 1e-5;
    }

    /** Added to {@code Σp + Σg}. */
    public double denominatorSmoothing() {
        return this == PAPER_DICE ? 0.01 : 1e-5;
    }
}
