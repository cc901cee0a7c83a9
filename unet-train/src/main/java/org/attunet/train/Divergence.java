package org.attunet.train;

/** How a run diverged. */
public enum Divergence {
    /** Loss, gradient or weights are no finite numbers any more, or too large. What the last checkpoint holds is still good. */
    NUMBERS,
    /** Everything is background to the network, and was when the last checkpoint was written. */
    BACKGROUND
}
