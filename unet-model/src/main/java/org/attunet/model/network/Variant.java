package org.attunet.model.network;

/** Which of the two published networks. */
public enum Variant {
    /** The reference project's: a gate on every level, deep-supervision heads in training only. */
    REFERENCE,
    /** The paper's own: two-map grid gates, a gating convolution, heads of all levels fused into the output. */
    PAPER
}
