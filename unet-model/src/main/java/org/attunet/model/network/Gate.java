package org.attunet.model.network;

/** How an attention gate joins the skip connection and the gating signal before its activation. */
public enum Gate {
    /** {@code W_x x + W_g g}. */
    ADDITIVE,
    /** A 1×1×1 convolution of {@code concat(W_x x, W_g g)}. */
    CONV_MAPPING
}
