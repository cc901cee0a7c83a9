package org.attunet.model.network;

/** What ends the last decoder block, that is, what a logit is. */
public enum Head {
    /** The reference's: the block's second convolution goes through batch norm and ReLU, so logits are never negative. */
    REFERENCE,
    /** The block keeps the width of level 1 and its second convolution is linear. */
    LINEAR
}
