package org.attunet.eval.inference;

/** What a model may be used on although its training did not show it, where its user accepts that. */
public enum Unseen {
    /** Mirrored bodies. */
    FLIPS,
    /** Voxels of another size. */
    SPACING,
    /** A preprocessing that nobody said the weights were trained with. */
    PREPROCESSING
}
