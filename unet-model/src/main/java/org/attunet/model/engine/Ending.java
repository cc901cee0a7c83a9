package org.attunet.model.engine;

/**
 * What a convolution does with its sums before it writes them.
 *
 * @param biased adds a bias by channel
 * @param adds adds what the output held before
 * @param slope of the activation below zero; 1 for none
 */
record Ending(boolean biased, boolean adds, double slope) {
    /** Nothing but the bias, as in training. */
    static final Ending BIAS = new Ending(true, false, 1);

    /** Nothing at all. */
    static final Ending PLAIN = new Ending(false, false, 1);
}
